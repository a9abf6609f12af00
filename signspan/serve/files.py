"""The files that pages load: the built page itself, the avatar's figures, the models."""

from typing import Literal

from fastapi import FastAPI, Response
from fastapi.responses import FileResponse
from fastapi.staticfiles import StaticFiles

from signspan.errors import MissingError
from signspan.motion.rig import FIGURES
from signspan.recognise.classifier import WEIGHTS
from signspan.serve.options import ServeOptions


def add_files(app: FastAPI, options: ServeOptions) -> None:
    """Adds their routes; call it last, since the page answers every path without another route."""

    @app.get("/avatar/{name}.vrm", include_in_schema=False)
    def avatar(name: Literal["signer", "partner"]) -> FileResponse:
        return FileResponse(FIGURES / f"{name}.vrm", media_type="model/gltf-binary")

    @app.get("/perceive/holistic.task", include_in_schema=False)
    def bundle() -> FileResponse:
        if not options.task.is_file():
            raise MissingError("expected the task bundle: make setup assembles it")
        return FileResponse(options.task, media_type="application/octet-stream")

    app.mount("/models", StaticFiles(directory=WEIGHTS), name="models")
    if options.page.is_dir():
        app.mount("/", StaticFiles(directory=options.page, html=True), name="page")
    else:

        @app.get("/", include_in_schema=False)
        def unbuilt() -> Response:
            return Response("The page is not built yet: make setup builds it.\n", 503, media_type="text/plain")
