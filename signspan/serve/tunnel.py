"""A public address for a server under development, by ngrok; the token is in the environment as `NGROK_AUTHTOKEN`.

The whole conversation then passes through ngrok's machines: use it for trials, not for real conversations.
"""

import os

from signspan.errors import MissingError

TOKEN = "NGROK_AUTHTOKEN"  # noqa: S105 - the variable's name


def open_tunnel(port: int) -> str:
    """The https address under which 127.0.0.1:`port` can be reached for as long as this process lives.

    Raises `MissingError` if the package or the token is missing, or ngrok cannot be reached.
    """
    try:
        import ngrok
    except ImportError:
        raise MissingError("a tunnel needs ngrok: pip install 'signspan[tunnel]'") from None
    if not os.environ.get(TOKEN):
        raise MissingError(f"a tunnel needs a token of ngrok.com in the environment as {TOKEN}")
    try:
        return str(ngrok.forward(f"127.0.0.1:{port}", authtoken_from_env=True).url())
    except (ValueError, OSError, RuntimeError) as error:
        reason = error.args[0] if error.args else error
        why = ", ".join(map(str, reason)) if isinstance(reason, tuple) else str(reason)
        raise MissingError(f"expected a tunnel by ngrok, got none: {why.splitlines()[0][:120]}") from error
