"""The desk's camera in a real browser, with a made-up camera: what it reads, what it says, and each way it can fail."""

import contextlib
import io
import re
import shutil
import tomllib
from urllib.parse import parse_qs, urlsplit

import pytest
from pictures import CAMERA, encoded, film, photo, symbol
from PIL import Image
from playwright.sync_api import Page, expect
from serving import COOKIE, ROOT

LAPTOP, PHONE = (1366, 768), (390, 844)
COMES_BACK_WITHIN = 30_000  # ms
PLAIN = "DB038"  # nothing to know about this delegate
FOREIGN = "https://example.org/menu"
WORDS = tomllib.loads((ROOT / "app" / "locale" / "vi.toml").read_text("utf-8"))["camera"]
ACTING = "Cất thẻ vừa rồi đi, camera đọc tiếp ngay"
FAKE = "--use-fake-device-for-media-stream"
ALLOWED = "--use-fake-ui-for-media-stream"

OVERLAPS = """() => {
  const box = (part) => document.querySelector(part).getBoundingClientRect();
  const isApart = (one, other) => one.right <= other.left || one.bottom <= other.top;
  const [picture, strip, band] = ['.picture', '.strip', '.band'].map(box);
  return [picture, strip].some((part) => !isApart(part, band) && !isApart(band, part));
}"""
SPILLS = """() => [...document.querySelectorAll('.desk, .desk *')].filter((node) => {
  const box = node.getBoundingClientRect();
  const isCut = getComputedStyle(node).overflowX !== 'visible' && node.scrollWidth > node.clientWidth + 1;
  return box.width && !node.closest('svg, .last, .sr, video') && !node.matches('input, select') &&
    (box.left < -1 || box.right > innerWidth + 1 || isCut);
}).map((node) => `${node.tagName}.${node.className}`)"""
NO_CAMERA_BUT = """(error) => {
  const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (wanted) => {
    if (error) throw new DOMException('', error);
    return open(wanted);
  };
  window.mend = () => { error = null; };
}"""
KEEP_FRAMES = """() => {
  const send = window.fetch;
  window.kept = {last: null, now: 0, most: 0, hints: []};
  window.fetch = async (url, post) => {
    if (!(post?.body instanceof Blob)) return send(url, post);
    kept.hints.push(document.querySelector('.strip .hint').textContent);
    Object.assign(kept, {last: post.body, now: kept.now + 1, most: Math.max(kept.most, kept.now + 1)});
    try {
      return await send(url, post);
    } finally {
      kept.now -= 1;
    }
  };
}"""
BYTES_OF_LAST = "kept.last.arrayBuffer().then((bytes) => [...new Uint8Array(bytes)])"
HIDE = """(isHidden) => {
  Object.defineProperty(document, 'hidden', {value: isHidden, configurable: true});
  document.dispatchEvent(new Event('visibilitychange'));
}"""
PLACES = """(parts) => Object.fromEntries(parts.map((part) => {
  const {top, bottom} = document.querySelector(part).getBoundingClientRect();
  return [part, [top, bottom]];
}))"""
TAKE_AWAY = """() => {
  const [track] = document.querySelector('.camera video').srcObject.getVideoTracks();
  track.stop();
  track.dispatchEvent(new Event('ended'));
}"""


@pytest.fixture
def camera(launch, tmp_path):
    """Opens a desk in a browser whose camera shows the pictures given, in turn and again."""
    opened = []

    def show(
        server, *shots, path="checkin", desk="A", size=LAPTOP, language="vi", flags=(ALLOWED,), device=FAKE, url=""
    ):
        file = film(tmp_path / f"{len(opened)}.mjpeg", shots or [(photo(size=CAMERA), 1)])
        shown = [f"--use-file-for-fake-video-capture={file}"] if device == FAKE else []
        opened.append(launch(device, *shown, *flags))
        context = opened[-1].new_context(viewport={"width": size[0], "height": size[1]})
        context.add_cookies([{"name": COOKIE, "value": server.cookies["desk"], "url": url or server.url}])
        page = context.new_page()
        page.goto(f"{url or server.url}/{path}?desk={desk}&lang={language}")
        expect(page.locator(".desk .band")).to_be_visible(timeout=COMES_BACK_WITHIN)
        return page

    yield show
    for browser in opened:
        browser.close()


@pytest.fixture(scope="module")
def codes(running):
    return running.codes()


def view(*texts: str, **traits) -> Image.Image:
    return photo(*(symbol(text, **traits) for text in texts), size=CAMERA)


def turn_on(page: Page) -> None:
    page.get_by_role("button", name=re.compile("Bật camera|Turn the camera on")).locator("visible=true").click()


def expect_look(page: Page, look: str) -> None:
    expect(page.locator(".camera")).to_have_attribute("data-look", look)


def expect_face(page: Page, face: str, name: str = "") -> None:
    band = page.locator(f".band[data-face={face}]")
    expect(band).to_be_visible()
    expect(band).to_contain_text(name)


def expect_hint(page: Page, text: str, **patience) -> None:
    expect(page.locator(".strip .hint")).to_have_text(text, **patience)


def frames_answered(page: Page, count: int) -> list:
    answers = []
    for _ in range(count):
        with page.expect_response(lambda answer: "/api/frame" in answer.url) as caught:
            pass
        answers.append(caught.value)
    return answers


def seq(server) -> int:
    return server.get("/api/health")[1]["seq"]


def name_of(server, code: str) -> str:
    return server.get(f"/api/delegate?code={code}&desk=A")[1]["delegate"]["name"]


def test_a_badge_in_view_is_welcome_once_however_long_it_is_held(running, codes, camera):
    page = camera(running, (view(codes[PLAIN]), 1))
    page.evaluate("window.buzzes = []; navigator.vibrate = (pattern) => buzzes.push(pattern); void 0")
    before = seq(running)
    turn_on(page)
    expect_face(page, "welcome", name_of(running, PLAIN))
    frames_answered(page, 12)
    expect_face(page, "welcome", name_of(running, PLAIN))
    expect_hint(page, "Đưa mã vào khung")
    assert seq(running) == before + 1
    assert page.evaluate("buzzes") == [[80]]
    page.get_by_role("button", name="Tắt camera").locator("visible=true").last.click()
    expect(page.locator(".last li")).to_contain_text([name_of(running, PLAIN)])
    assert page.evaluate("document.querySelector('.camera video').srcObject") is None


def test_frames_are_small_unmirrored_crops_and_one_is_in_flight(running, camera):
    scene = photo(size=CAMERA)
    scene.paste((200, 30, 30), (340, 60, 600, 660))
    page = camera(running, (scene, 1), desk="B")
    page.evaluate(KEEP_FRAMES)
    turn_on(page)
    frames_answered(page, 4)
    frame = Image.open(io.BytesIO(bytes(page.evaluate(BYTES_OF_LAST))))
    assert (frame.format, frame.size) == ("JPEG", (600, 600))
    red, grey = frame.getpixel((20, 300)), frame.getpixel((580, 300))
    assert red[0] > red[1] + 80
    assert abs(grey[0] - grey[1]) < 20
    assert page.evaluate("kept.last.size") < 40_000
    assert page.evaluate("kept.most") == 1
    mirror = page.evaluate("getComputedStyle(document.querySelector('.camera video')).transform")
    assert mirror == "matrix(-1, 0, 0, 1, 0, 0)"


def test_the_light_page_reads_badges_as_the_desk_does(running, codes, camera):
    page = camera(running, (view(codes["DB012"]), 1), path="scan", desk="B", size=PHONE)
    before = seq(running)
    turn_on(page)
    expect_face(page, "welcome", name_of(running, "DB012"))
    frames_answered(page, 4)
    assert seq(running) == before + 1


def test_two_badges_are_refused_in_words_and_no_fact(running, codes, camera):
    page = camera(running, (view(codes["DB002"], codes["DB003"]), 1))
    before = seq(running)
    turn_on(page)
    expect_hint(page, "Đưa từng thẻ một")
    expect_face(page, "idle", "Giơ thẻ trước camera")
    assert seq(running) == before


def test_a_foreign_symbol_is_said_until_the_view_is_clear_and_never_over_a_verdict(running, codes, camera):
    shots = [(view(codes["DB004"]), 30), (view(FOREIGN), 60), (view(), 90)]
    page = camera(running, *shots)
    before = seq(running)
    turn_on(page)
    expect_face(page, "welcome", name_of(running, "DB004"))
    expect_hint(page, "Không phải thẻ hội nghị")
    expect_face(page, "welcome", name_of(running, "DB004"))
    expect_hint(page, "Đưa mã vào khung")
    assert seq(running) == before + 1


def test_a_lost_answer_is_asked_for_again_and_shown(running, codes, camera):
    page, lost = camera(running, (view(codes["DB005"]), 1)), []
    before = seq(running)

    def lose_the_first(route) -> None:
        if lost:
            route.continue_()
            return
        lost.append(route.fetch().json()["verdict"])
        route.abort()

    page.route("**/api/frame*", lose_the_first)
    turn_on(page)
    expect_face(page, "welcome", name_of(running, "DB005"))
    assert (lost, seq(running)) == (["welcome"], before + 1)


def test_an_id_that_another_badge_used_up_is_given_up(running, codes, camera):
    page, used = camera(running, (view(codes["DB007"]), 1)), []

    def use_up(route) -> None:
        if not used:
            used.append(parse_qs(urlsplit(route.request.url).query)["scan_id"][0])
            show_a_frame(running, codes["DB006"], used[0])
        route.continue_()

    page.route("**/api/frame*", use_up)
    turn_on(page)
    expect_face(page, "welcome", name_of(running, "DB007"))


def show_a_frame(server, code: str, scan_id: str) -> None:
    with contextlib.closing(server.asker()) as asker:
        path, picture = f"/api/frame?desk=A&scan_id={scan_id}", encoded(photo(symbol(code)))
        assert asker.ask_whole("POST", path, picture, **{"Content-Type": "image/jpeg"})[0] == 200


def test_after_an_undoing_the_camera_rests_so_that_the_badge_can_be_put_away(running, codes, camera):
    page = camera(running, (view(codes["DB013"]), 45), (view(), 300))
    page.evaluate(KEEP_FRAMES)
    turn_on(page)
    expect_face(page, "welcome", name_of(running, "DB013"))
    page.locator(".undo").click()
    page.get_by_role("button", name="Quét nhầm thẻ").click()
    expect_hint(page, ACTING)
    expect_hint(page, "Đưa mã vào khung")
    assert page.evaluate("kept.hints").count(ACTING) <= 1, "the first one after the rest"
    assert running.get("/api/delegate?code=DB013&desk=A")[1]["presence"] == "away"


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_nothing_covers_the_picture_overflows_or_is_left_in_the_other_language(running, camera, size, language):
    page = camera(running, desk="C", size=size, language=language)
    turn_on(page)
    expect_look(page, "on")
    seen = []
    for code in (running.codes()["DK04"], running.codes()["DB008"], running.codes()["DB008"], "BCGĐ"):
        page.keyboard.type(code)
        page.keyboard.press("Enter")
        expect(page.locator(".foot .queue[data-look=news]")).to_have_count(0)
        seen.append(page.evaluate(SPILLS) + page.evaluate(OVERLAPS) * ["overlap"])
        assert not foreign_words(language) & {line.strip() for line in page.locator(".desk").inner_text().splitlines()}
    assert seen == [[]] * len(seen)
    height = page.evaluate("document.querySelector('.picture').getBoundingClientRect().height")
    assert height >= (180 if size == LAPTOP else 225)
    corners = page.evaluate("document.querySelector('.corners').getBoundingClientRect().height")
    assert 0.7 * height < corners <= height


def foreign_words(language: str) -> set[str]:
    return {text for text in (WORDS if language == "vi" else WORDS.values()) if "{" not in text}


def test_on_a_phone_the_picture_stands_over_the_verdict_and_the_seat_on_its_colour(running, codes, camera):
    page = camera(running, (view(codes["DB009"]), 1), size=PHONE)
    expect(page.locator(".picture")).to_be_hidden()
    turn_on(page)
    expect_face(page, "welcome", name_of(running, "DB009"))
    page.evaluate("document.querySelector('.flags').hidden = true")
    page.evaluate("document.querySelector('.desk').classList.remove('flagged')")
    parts = page.evaluate(PLACES, [".bar", ".picture", ".strip", ".band", ".row.welcome dd", ".tools"])
    assert [parts[".bar"], parts[".picture"], parts[".strip"]] == [[0, 56], [56, 318], [318, 366]]
    assert parts[".band"][0] == 366
    assert parts[".band"][1] <= parts[".row.welcome dd"][0] < parts[".row.welcome dd"][1] <= parts[".tools"][0]
    assert parts[".tools"][0] - 366 >= 0.4 * PHONE[1]
    pixels = {
        part: page.evaluate(f"parseFloat(getComputedStyle(document.querySelector('.band .{part}')).fontSize)")
        for part in ("word", "name")
    }
    assert pixels == {"word": 64, "name": 38}


# --- each way it can fail --------------------------------------------------------------------------------------------


def test_a_camera_that_is_not_allowed_says_how_and_tries_again(running, camera):
    page = camera(running, flags=())
    turn_on(page)
    expect_look(page, "denied")
    expect(page.locator(".said")).to_contain_text(["Trình duyệt chưa cho phép dùng camera"])
    expect(page.locator(".said")).to_contain_text(["Bấm biểu tượng bên trái địa chỉ trang"])
    expect_hint(page, "Chưa có hình")
    page.context.grant_permissions(["camera"])
    page.get_by_role("button", name="Thử lại").click()
    expect_look(page, "on")
    expect(page.locator(".said")).to_be_hidden()


def test_no_camera_is_said_and_it_may_be_turned_off_again(running, camera):
    page = camera(running, device=f"{FAKE}=device-count=0")
    turn_on(page)
    expect_look(page, "none")
    expect(page.locator(".said")).to_contain_text(["Không thấy camera nào"])
    page.locator(".camera .power").click()
    expect(page.locator(".camera")).to_be_hidden()
    expect(page.locator(".last")).to_be_visible()


@pytest.mark.parametrize(
    ("error", "look", "words"),
    [
        ("NotReadableError", "busy", "Ứng dụng khác đang dùng camera"),
        ("TypeError", "broken", "Không mở được camera"),
    ],
)
def test_a_camera_that_does_not_open_says_why(running, camera, error, look, words):
    page = camera(running)
    page.evaluate(NO_CAMERA_BUT, error)
    turn_on(page)
    expect_look(page, look)
    expect(page.locator(".said")).to_contain_text([words])
    page.evaluate("window.mend()")
    page.get_by_role("button", name="Thử lại").click()
    expect_look(page, "on")


def test_a_page_without_https_says_where_to_go(bare_server, demo_data, camera, monkeypatch):
    monkeypatch.setenv("KHAIMAC_NAMES", "desk.test")
    shutil.copytree(demo_data, bare_server.data, dirs_exist_ok=True)
    bare_server.start()
    elsewhere = ("--host-resolver-rules=MAP desk.test 127.0.0.1", ALLOWED)
    page = camera(bare_server, url=f"http://desk.test:{bare_server.port}", flags=elsewhere)
    turn_on(page)
    expect_look(page, "insecure")
    expect(page.locator(".said")).to_contain_text(["Mở địa chỉ https"])
    expect(page.get_by_role("button", name="Thử lại")).to_have_count(0)


def test_a_camera_taken_away_is_tried_again_by_itself(running, codes, camera):
    page = camera(running, (view(), 90), (view(codes["DB010"]), 90))
    turn_on(page)
    expect_look(page, "on")
    page.evaluate(NO_CAMERA_BUT, "NotFoundError")
    page.evaluate(TAKE_AWAY)
    expect_look(page, "gone")
    expect(page.locator(".said")).to_contain_text(["Camera bị ngắt"])
    page.evaluate("window.mend()")
    expect_look(page, "on")
    expect_face(page, "welcome", name_of(running, "DB010"))


def test_the_server_goes_and_comes_back_and_the_camera_reads_on(server, camera):
    page = camera(server, (view(server.codes()["DB001"]), 1))
    turn_on(page)
    expect_face(page, "welcome")
    before = seq(server)
    server.stop()
    expect_hint(page, "Mất kết nối: không đọc được thẻ, dùng danh sách giấy")
    expect_face(page, "lost", "Cho vào theo danh sách giấy")
    expect(page.locator(".facts")).to_contain_text("Thẻ giơ trước camera lúc này không được lưu")
    expect(page.locator(".foot .queue")).to_have_text("Đã gửi hết, không còn mã chờ")
    server.start()
    expect_hint(page, "Đưa mã vào khung", timeout=COMES_BACK_WITHIN)
    expect_face(page, "already", name_of(server, "DB001"))
    expect_look(page, "on")
    assert seq(server) == before + 1


@pytest.mark.parametrize(
    ("status", "hint"),
    [
        (401, "Đăng nhập lại để đọc thẻ tiếp"),
        (403, "Thiết bị này không có quyền quét: đăng nhập với vai Bàn đón tiếp"),
        (429, "Máy chủ đang bận: đọc thẻ chậm lại"),
        (503, "Máy chủ tạm thời chưa ghi được: dùng danh sách giấy"),
        (413, "quá lớn"),
    ],
    ids=["login", "role", "busy", "broken", "refused"],
)
def test_what_the_server_refuses_is_said_in_the_strip(running, camera, status, hint):
    page = camera(running)
    body = '{"error": "x", "message": "quá lớn"}'
    page.route("**/api/frame*", lambda route: route.fulfill(status=status, body=body))
    turn_on(page)
    expect_hint(page, hint)
    page.unroute("**/api/frame*")
    expect_hint(page, "Đưa mã vào khung", timeout=10_000)


def test_a_hidden_page_and_a_test_scan_let_the_camera_rest(running, codes, camera):
    page = camera(running, (view(codes["DB011"]), 1))
    before = seq(running)
    page.locator(".bar .menu").click()
    page.get_by_role("button", name="Quét thử một thẻ").click()
    turn_on(page)
    expect_hint(page, "Đang quét thử: camera tạm nghỉ")
    page.evaluate(HIDE, True)
    page.get_by_role("button", name="Đóng").click()
    expect_hint(page, "Trang đang bị che: camera tạm nghỉ")
    assert seq(running) == before
    page.evaluate(HIDE, False)
    expect_face(page, "welcome", name_of(running, "DB011"))


# --- choices that last -----------------------------------------------------------------------------------------------


def test_after_a_reload_it_is_on_again_only_if_it_was_and_the_browser_allows_it(running, camera):
    page = camera(running, flags=())
    page.context.grant_permissions(["camera"])
    turn_on(page)
    expect_look(page, "on")
    page.reload()
    expect_look(page, "on")
    other = page.context.new_page()
    other.goto(page.url)
    expect_look(other, "off")
    page.context.clear_permissions()
    page.reload()
    expect_look(page, "off")


def test_another_camera_can_be_chosen_and_is_remembered(running, camera):
    page = camera(running, device=f"{FAKE}=device-count=2")
    page.context.grant_permissions(["camera"])
    turn_on(page)
    expect(page.locator(".chooser option")).to_have_count(2)
    chosen = page.locator(".chooser option:not(:checked)").get_attribute("value")
    page.locator(".chooser select").select_option(chosen)
    expect(page.locator(".chooser option:checked")).to_have_attribute("value", chosen)
    page.reload()
    expect_look(page, "on")
    expect(page.locator(".chooser option:checked")).to_have_attribute("value", chosen)
    assert (
        page.evaluate("document.querySelector('.camera video').srcObject.getVideoTracks()[0].getSettings().deviceId")
        == chosen
    )


def test_a_light_is_offered_only_where_there_is_one(running, camera):
    page = camera(running)
    turn_on(page)
    expect_look(page, "on")
    expect(page.locator(".torch")).to_be_hidden()
    page.evaluate(
        """() => {
          MediaStreamTrack.prototype.getCapabilities = () => ({torch: true});
          MediaStreamTrack.prototype.applyConstraints = async (wanted) => { window.lit = wanted.advanced[0].torch; };
        }"""
    )
    page.locator(".camera .power").click()
    turn_on(page)
    page.get_by_role("button", name="Đèn").click()
    expect(page.locator(".torch")).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("window.lit") is True
