"""The drill of a lost disk: arrivals, kill -9, the data folder destroyed, the last backup put back elsewhere, start."""

import shutil

import pytest
from serving import Server, run_command, wait_until

from services import backup


@pytest.fixture
def stick(tmp_path, monkeypatch):
    """Each server started in the test copies into it."""
    folder = tmp_path / "stick"
    folder.mkdir()
    monkeypatch.setenv("KHAIMAC_BACKUP", str(folder))
    return folder


def last_fact_in(stick):
    return max((backup.manifest_of(copy).seq for copy in backup.whole(stick)), default=0)


def test_a_lost_data_folder_is_put_back_elsewhere_up_to_the_last_backup(stick, server, tmp_path):
    codes = server.codes()
    arrivals = [server.scan(codes[f"DB{number:03}"])["seq"] for number in range(1, 21)]
    server.stop()
    server.start()  # which copies at once; every five minutes after that
    wait_until(lambda: last_fact_in(stick) >= arrivals[-1], 20)
    after = server.scan(codes["DB021"])["seq"]
    server.kill()
    shutil.rmtree(server.data)
    last = backup.whole(stick)[-1]

    spare = Server(tmp_path / "elsewhere")
    said = run_command(spare.data, "restore", str(stick))
    spare.start()
    spare.log_in_all()  # the cookies' key is in no backup
    presence = [spare.get(f"/api/delegate?code=DB{number:03}&desk=A")[1]["presence"] for number in range(1, 22)]
    again = spare.scan(codes["DB021"])
    spare.stop()

    manifest = backup.manifest_of(last)
    assert (manifest.seq, manifest.counts["present"]) == (after - 1, 20)
    assert said.startswith(f"Đã khôi phục {last} vào {spare.data}")
    assert presence == ["in_person"] * 20 + ["away"]
    assert again["verdict"] == "welcome"
    assert spare.command("check").startswith("Đã đọc lại ")


def test_a_stick_that_is_gone_disturbs_no_scan_and_is_said_in_the_log_once(stick, server):
    server.stop()
    stick.rename(stick.with_name("in a pocket"))
    server.start()
    wait_until(lambda: str(stick) in server.log.read_text("utf-8"), 20)

    assert server.scan(server.codes()["DB001"])["verdict"] == "welcome"
    server.stop()
    assert server.log.read_text("utf-8").count(str(stick)) == 1
    assert not stick.exists()
