"""The only reader of the time, and the venue's time zone (Việt Nam keeps no summer time)."""

from datetime import UTC, datetime, timedelta, timezone

VENUE = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")


def now() -> datetime:
    return datetime.now(UTC)
