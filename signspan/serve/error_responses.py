"""HTTP errors, all of one shape: `{"error": "…"}`, one line, never echoing the input."""

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from signspan.errors import LimitError, MissingError, SignspanError


def add_error_responses(app: FastAPI) -> None:
    """Handles every error that a route raises, and every request without a route."""
    app.add_exception_handler(SignspanError, _ours)
    app.add_exception_handler(RequestValidationError, _unfit)
    app.add_exception_handler(HTTPException, _http)


async def _ours(_request: Request, error: Exception) -> JSONResponse:
    status = 413 if isinstance(error, LimitError) else 503 if isinstance(error, MissingError) else 422
    return JSONResponse({"error": str(error)}, status)


async def _unfit(_request: Request, error: Exception) -> JSONResponse:
    """A validation error: its location and what was expected, without the value."""
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for this type
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"])
    return JSONResponse({"error": f"expected another {place}: {first['msg'].lower()}"}, 422)


async def _http(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)  # noqa: S101 - as above
    return JSONResponse({"error": str(error.detail).lower()}, error.status_code, error.headers)
