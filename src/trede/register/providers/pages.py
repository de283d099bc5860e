"""The page of a task, the same for providers, tenders and contracts."""

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from trede.register.access.looking import signed_in
from trede.register.project.clock import today
from trede.register.providers.tasks import About, Task, do


def take(
    request: HttpRequest,
    task: Task | None,
    key: str,
    part: str,
    back: Callable[[str], str],
    context: Mapping[str, object],
    template: str = "providers/task.html",
) -> HttpResponse:
    """Show the form of a task, or do it and go back to the page of the thing.

    ``back`` gives the address to return to, upon a key.
    """
    if task is None or task.needs_part is not bool(part):
        raise Http404(key)
    about = About(signed_in(request), today(), key, part)
    form = task.make_form(about, request.POST if request.method == "POST" else None)
    form.files = request.FILES
    obstacle = task.obstacle(about)
    if request.method == "POST":
        done = do(task, about, form)
        if done is not None:
            messages.success(request, done)
            return redirect(back(key))
    shown = {
        "form": form,
        "title": task.title(),
        "explanation": task.explanation(about),
        "obstacle": obstacle,
        "back": back(key),
        **context,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, template, shown, status=status)
