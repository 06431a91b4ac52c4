"""What the tests of the server share."""

from conftest_serving import address, axe, page, services

__all__ = ["address", "axe", "page", "services"]
