"""The server: Streamlit's pages and our own routes in one process, over one store."""

import sys
from pathlib import Path

import streamlit as st

from services.house import house
from store.engine import StoreBroken, StoreHeld
from ui.held import broken_message, held_message
from web.server import lifespan, middleware, routes

try:
    house()
except StoreHeld as error:
    sys.exit(held_message(error.pid))
except StoreBroken as error:
    sys.exit(broken_message(error))

app = st.App(
    Path(__file__).with_name("console.py"), routes=routes(), middleware=middleware(), lifespan=lifespan
)  # fmt: skip
