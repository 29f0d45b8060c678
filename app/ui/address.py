"""Where a browser reaches this server, by Streamlit's own settings."""

from streamlit import config


def address() -> str:
    scheme = "https" if config.get_option("server.sslCertFile") else "http"
    return f"{scheme}://{config.get_option('server.address') or 'localhost'}:{config.get_option('server.port')}"
