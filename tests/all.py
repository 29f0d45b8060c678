"""Everything CI runs, with its own set-up: `python3 tests/all.py` on a bare Debian with Python 3.11.

Makes .venv, installs what the tests need, finds or installs a Chromium; then lint, types, unit and browser tests.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")

CHECKS = (
    ("lint", ("-m", "ruff", "check", "app", "pages", "tests")),
    ("format", ("-m", "ruff", "format", "--check", "app", "pages", "tests")),
    ("types", ("-m", "ty", "check", "--python", str(VENV), "app")),
    ("tests", ("-m", "pytest")),
)


def main() -> int:
    make_environment()
    find_or_install_browser()
    failed = [name for name, command in CHECKS if not passes(name, command)]
    print("all checks passed" if not failed else f"failed: {', '.join(failed)}", flush=True)
    return bool(failed)


def make_environment() -> None:
    if not PYTHON.exists():
        if subprocess.run([sys.executable, "-c", "import ensurepip, venv"], check=False).returncode:
            install_package("python3-venv")
        run(sys.executable, "-m", "venv", str(VENV))
    requirements = ROOT / "tests" / "requirements.txt"
    run(str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", str(requirements))


def find_or_install_browser() -> None:
    if os.environ.get("KHAIMAC_CHROMIUM") or any(map(shutil.which, BROWSERS)):
        return
    install_package("chromium")


def install_package(name: str) -> None:
    apt = ["apt-get"] if not hasattr(os, "geteuid") or os.geteuid() == 0 else ["sudo", "apt-get"]
    run(*apt, "update", "-q")
    run(*apt, "install", "-y", "-q", name)


def passes(name: str, command: tuple[str, ...]) -> bool:
    print(f"--- {name}", flush=True)
    return subprocess.run([str(PYTHON), *command], cwd=ROOT, check=False).returncode == 0


def run(*command: str) -> None:
    subprocess.run(command, cwd=ROOT, check=True)


if __name__ == "__main__":
    sys.exit(main())
