"""The doorbell between processes: Redis. Loaded only where one is configured: it weighs six MiB, and is an extra."""

from importlib import import_module


def answers(url: str) -> bool:
    """Whether the Redis of this address answers within a second; True where none is configured."""
    if not url:
        return True
    redis = import_module("redis")
    try:
        return bool(redis.Redis.from_url(url, socket_timeout=1, socket_connect_timeout=1).ping())
    except redis.RedisError:
        return False
