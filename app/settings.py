"""Where this copy keeps its data, and its version. Read from the environment once."""

import os
from pathlib import Path

VERSION = "1.0.0"
ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("KHAIMAC_DATA") or ROOT / "data").resolve()
DATABASE = DATA / "khaimac.duckdb"
BACKUP = Path(named).resolve() if (named := os.environ.get("KHAIMAC_BACKUP")) else None
RUNNING = DATA / "running.json"
KEYS = DATA / "keys"
DEMO = ROOT / "data" / "demo"
ASSETS = ROOT / "assets"
