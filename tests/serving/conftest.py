"""What the tests of the server share."""

from conftest_serving import address, services

__all__ = ["address", "services"]
