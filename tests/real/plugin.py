"""Everything real that a test may ask for by the name of its fixture."""

pytest_plugins = [
    "tests.real.parts",
    "tests.real.floors",
    "tests.real.postgres",
    "tests.real.redis_server",
    "tests.real.smtp",
    "tests.real.object_store",
    "tests.real.browser",
    "tests.real.nursery",
    "tests.real.site",
]
