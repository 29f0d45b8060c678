"""Where a browser reaches this server, by Streamlit's own settings."""

from streamlit import config

from services import network
from services.network import EVERYWHERE


def address() -> str:
    """As the hall's network knows it, where it reaches that far."""
    scheme = "https" if is_secure() else "http"
    return f"{scheme}://{_host()}:{port()}"


def visitors_address() -> str:
    """Plain http, for phones that know no certificate; empty where none reaches this server."""
    return f"http://{_host()}:{port() + 1}" if is_secure() else ""


def is_secure() -> bool:
    return bool(config.get_option("server.sslCertFile"))


def bound() -> str:
    """The address listened on; `EVERYWHERE` for all of them."""
    chosen = config.get_option("server.address")
    return EVERYWHERE if chosen in (None, "", "::") else chosen


def port() -> int:
    return int(config.get_option("server.port"))


def _host() -> str:
    return next(iter(network.addresses()), "localhost") if bound() == EVERYWHERE else bound()
