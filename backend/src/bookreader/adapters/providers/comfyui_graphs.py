"""The two graphs given to ComfyUI, of nodes that every installation has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Drawing:
    """What goes into a graph; `reference` is the name of an uploaded picture."""

    checkpoint: str
    prompt: str
    negative: str
    width: int
    height: int
    seed: int
    steps: int
    cfg: float
    sampler: str
    scheduler: str
    reference: str = ""
    denoise: float = 1.0


def graph(drawing: Drawing) -> dict[str, Any]:
    """Text to picture; with a reference, from that picture on."""
    nodes: dict[str, Any] = {
        "model": _node("CheckpointLoaderSimple", ckpt_name=drawing.checkpoint),
        "wanted": _node("CLIPTextEncode", text=drawing.prompt, clip=["model", 1]),
        "avoided": _node("CLIPTextEncode", text=drawing.negative, clip=["model", 1]),
    }
    if drawing.reference:
        nodes |= {
            "reference": _node("LoadImage", image=drawing.reference),
            "scaled": _node(
                "ImageScale", image=["reference", 0], upscale_method="bicubic",
                width=drawing.width, height=drawing.height, crop="center",
            ),
            "start": _node("VAEEncode", pixels=["scaled", 0], vae=["model", 2]),
        }  # fmt: skip
    else:
        nodes["start"] = _node(
            "EmptyLatentImage", width=drawing.width, height=drawing.height, batch_size=1
        )
    nodes |= {
        "sampled": _node(
            "KSampler", model=["model", 0], positive=["wanted", 0], negative=["avoided", 0],
            latent_image=["start", 0], seed=drawing.seed, steps=drawing.steps, cfg=drawing.cfg,
            sampler_name=drawing.sampler, scheduler=drawing.scheduler,
            denoise=drawing.denoise if drawing.reference else 1.0,
        ),
        "decoded": _node("VAEDecode", samples=["sampled", 0], vae=["model", 2]),
        "saved": _node("SaveImage", images=["decoded", 0], filename_prefix="bookreader"),
    }  # fmt: skip
    return nodes


def _node(name: str, **inputs: Any) -> dict[str, Any]:
    return {"class_type": name, "inputs": inputs}
