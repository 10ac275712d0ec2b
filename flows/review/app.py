"""The review page: a small FastAPI application for one person's browser on this machine."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from importlib import resources
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from jinja2 import Environment, PackageLoader, StrictUndefined
from pydantic import BaseModel, ConfigDict

from sidak.flows.review.answered import make_box
from sidak.flows.review.answers import AnswerError, search_codes
from sidak.flows.review.follow_up import MarkAnswer
from sidak.flows.review.meaning import MeaningAnswer
from sidak.flows.review.page_images import ImageView, PageImageError, draw_cell
from sidak.flows.review.security import SecurityMiddleware
from sidak.flows.review.service import ReviewAnswer, ReviewService
from sidak.flows.state.sources import SourceFinder
from sidak.schemas import Box, SidakError
from sidak.schemas.dictionary.balance_columns import parse_unaccounted
from sidak.schemas.text.translator import Translator

_MEDIA_TYPES = {"review.css": "text/css", "review.js": "text/javascript"}


class MeaningBody(BaseModel):
    """What the page sends about a column; see ``meaning.MeaningAnswer``."""

    model_config = ConfigDict(extra="forbid", strict=True)

    header: str | None = None
    metric: str | None = None
    period: str | None = None
    unit: str | None = None
    has_right_names: bool = False


class DecisionBody(BaseModel):
    """What the page sends to decide; see ``service.ReviewAnswer``."""

    model_config = ConfigDict(extra="forbid", strict=True)

    id: str
    who: str
    kind: str
    text: str = ""
    why: str = ""
    seen: str = ""
    print_seen: str | None = None
    is_confirmed: bool = False
    meaning: MeaningBody = MeaningBody()
    is_single: bool = False


class MarkBody(BaseModel):
    """What the page sends about a finding; see ``follow_up.MarkAnswer``."""

    model_config = ConfigDict(extra="forbid", strict=True)

    finding_id: str
    who: str
    follow_up: str
    why: str = ""


class UndoBody(BaseModel):
    """What the page sends to take a decision back."""

    model_config = ConfigDict(extra="forbid", strict=True)

    decision_id: str
    who: str
    why: str = ""


#: Draws a cell as PNG; ``page_images.draw_cell`` and what guards it.
Drawer = Callable[..., bytes]


def make_app(
    service: ReviewService,
    sources: SourceFinder,
    *,
    port: int,
    token: str,
    drawer: Drawer = draw_cell,
) -> SecurityMiddleware:
    """Return the application, guarded.

    Args:
        service: Puts questions and takes answers.
        sources: Finds the reports to draw pages from.
        port: Port that the server listens on; requests must name it.
        token: Secret of this start.
        drawer: Draws the pictures.
    """
    app = FastAPI(title="sidak review", docs_url=None, redoc_url=None, openapi_url=None)
    app.include_router(_make_page_router(service.t, token))

    @app.exception_handler(AnswerError)
    def refuse(request: Request, error: AnswerError) -> JSONResponse:
        content = {
            "message": str(error),
            "options": [asdict(one) for one in error.options],
            "may_confirm": error.may_confirm,
        }
        return JSONResponse(content, status_code=409 if error.may_confirm else 422)

    @app.exception_handler(SidakError)
    @app.exception_handler(OSError)
    def report(request: Request, error: Exception) -> JSONResponse:
        return JSONResponse({"message": str(error)}, status_code=500)

    @app.get("/api/queue")
    def list_queue() -> dict[str, Any]:
        return service.list_queue()

    @app.get("/api/question")
    def describe(review_id: Annotated[str, Query(alias="id")]) -> dict[str, Any]:
        return service.describe(review_id)

    @app.get("/api/number")
    def read_number(review_id: Annotated[str, Query(alias="id")], text: str) -> dict[str, Any]:
        return service.read_number(review_id, text)

    @app.get("/api/codes")
    def find_codes(level: str, text: str) -> list[dict[str, Any]]:
        return [asdict(one) for one in search_codes(text, level, service.nomenclature)]

    @app.get("/api/picture")
    def draw(
        review_id: Annotated[str, Query(alias="id")], view: ImageView = ImageView.ROW
    ) -> Response:
        return _draw(service, sources, review_id, view, drawer)

    @app.get("/api/decisions")
    def list_decisions() -> list[dict[str, Any]]:
        return service.list_decisions()

    @app.post("/api/decide")
    def decide(body: DecisionBody) -> dict[str, Any]:
        given = body.model_dump()
        meaning = MeaningAnswer(**given.pop("meaning"))
        review_id = given.pop("id")
        return service.decide(ReviewAnswer(review_id=review_id, meaning=meaning, **given))

    @app.get("/api/findings")
    def list_findings() -> list[dict[str, Any]]:
        return service.list_findings()

    @app.post("/api/mark")
    def mark(body: MarkBody) -> dict[str, Any]:
        return service.mark(MarkAnswer(**body.model_dump()))

    @app.post("/api/undo")
    def undo(body: UndoBody) -> dict[str, Any]:
        return service.undo(body.decision_id, who=body.who, why=body.why)

    return SecurityMiddleware(app, port=port, token=token)


def _make_page_router(t: Translator, token: str) -> APIRouter:
    """Return the routes of the page itself and of what it loads."""
    environment = Environment(
        loader=PackageLoader("sidak.flows.review"), autoescape=True, undefined=StrictUndefined
    )
    router = APIRouter()

    @router.get("/")
    def show_page() -> HTMLResponse:
        template = environment.get_template("review.html")
        return HTMLResponse(template.render(language=t.lang, title=t("title"), token=token))

    @router.get("/static/{name}")
    def send_file(name: str) -> Response:
        if name not in _MEDIA_TYPES:
            return Response(status_code=404)
        static = resources.files("sidak.flows.review") / "static"
        return Response((static / name).read_text("utf-8"), media_type=_MEDIA_TYPES[name])

    @router.get("/favicon.ico")
    def send_no_icon() -> Response:
        return Response(status_code=204)

    @router.get("/api/texts")
    def list_texts() -> dict[str, str]:
        return t.list_texts()

    return router


def _draw(
    service: ReviewService,
    sources: SourceFinder,
    review_id: str,
    view: ImageView,
    drawer: Drawer,
) -> Response:
    """Return the picture, or the reason why there is none."""
    release = service.latest.get()
    row, document = service.find(release, review_id)
    file = document["file"]
    if Path(file).suffix.lower() != ".pdf":
        return _answer_not_found(service.t("no_pages", file=file))
    source = sources.find(file, document["sha256"])
    if source is None:
        return _answer_not_found(service.t("no_source", file=file))
    page = release.find_page(row["document_id"], row["page"]) or {}
    try:
        picture = drawer(
            source,
            row["page"],
            make_box(row),
            view,
            rotation=int(page.get("rotation") or 0),
            unaccounted=_list_unaccounted(page),
        )
    except PageImageError:
        return _answer_not_found(service.t("no_drawing", page=row["page"], file=file))
    return Response(picture, media_type="image/png")


def _list_unaccounted(page: Mapping[str, Any]) -> list[Box]:
    """Return where the amounts of a page stand of which nothing became."""
    boxes = (parse_unaccounted(text) for text in page.get("unaccounted_at") or ())
    return [box for box in boxes if box is not None]


def _answer_not_found(sentence: str) -> JSONResponse:
    return JSONResponse({"message": sentence}, status_code=404)
