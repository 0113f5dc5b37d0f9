"""English sentences and what is read in them, one rule each."""

from __future__ import annotations

import pytest

from bookcore.describe.caption import attributes, caption
from bookcore.text.readings_en import Word
from bookcore.text.tagging_en import tagged
from bookcore.text.tokens import tokens
from bookcore.text.verbs_en import gerund

SAID = [
    # modifiers of a noun
    ("A tall, thin woman in a faded green shawl stood by the well.", ["tall, thin woman in a faded green shawl standing by the well"]),
    ("A red-haired girl in a three-cornered hat leaned against the gate.", ["red-haired girl in a three-cornered hat leaning against the gate"]),
    ("Snow-covered hills stretched away to the north under a pale moon.", ["snow-covered hills stretching away to the north under a pale moon"]),
    ("Three ragged boys sat on the lower steps of the church.", ["three ragged boys sitting on the lower steps of the church"]),
    ("A dozen geese crossed the muddy lane.", ["a dozen geese crossing the muddy lane"]),
    ("The servants’ hall was low and smoky.", ["low and smoky servants' hall"]),
    ("It was a cold, grey morning in early spring.", ["cold, grey morning in early spring"]),
    # predicates stand before their noun, or after it with what belongs to them
    ("The cottage looked old and crooked.", ["old and crooked cottage"]),
    ("The garden was full of yellow roses.", ["garden full of yellow roses"]),
    ("The dog was as big as a calf.", ["dog as big as a calf"]),
    ("The door stood wide open.", ["door standing wide open"]),
    ("The two horses were lame.", ["two lame horses"]),
    # having and wearing
    ("The old clerk had a red beard and small grey eyes.", ["old clerk with a red beard", "small grey eyes"]),
    ("The soldiers wore blue coats and white belts.", ["soldiers wearing blue coats and white belts"]),
    # passive states
    ("The wall was lined with books.", ["wall lined with books"]),
    ("The slope was strewn with rocks and dotted with pines.", ["slope strewn with rocks and dotted with pines"]),
    ("A lamp suspended from the ceiling by a chain lit the cellar.", ["lamp suspended from the ceiling by a chain lighting the cellar"]),
    # verbs of posture and motion
    ("Smoke rose from the chimneys, and snow lay on the roofs.", ["smoke rising from the chimneys", "snow lying on the roofs"]),
    ("The moon hung low above the black roofs.", ["moon hanging low above the black roofs"]),
    ("The peasants were mowing the long grass.", ["peasants mowing the long grass"]),
    ("The bells began to ring, and the children started running down the street.", ["bells ringing", "children running down the street"]),
    ("A boy carried two heavy buckets up the hill.", ["boy carrying two heavy buckets up the hill"]),
    # what stands turned round
    ("Behind the mill was a narrow pond.", ["narrow pond behind the mill"]),
    ("On the table lay a rusty key.", ["rusty key lying on the table"]),
    ("There was a broad oak bed in the corner of the room.", ["broad oak bed in the corner of the room"]),
    # clauses of relation, apposition, absolute phrases
    ("The stranger, who was dressed in black, smiled.", ["stranger dressed in black"]),
    ("The road that ran along the cliff was white with dust.", ["road running along the cliff white with dust"]),
    ("The bay horse, lame and muddy, limped along the hedge.", ["bay horse, lame and muddy, limping along the hedge"]),
    ("A man with a wooden leg and one ear was playing a cracked fiddle.", ["man with a wooden leg and one ear playing a cracked fiddle"]),
    # comparison
    ("The lake shone like a silver dish.", ["lake shining like a silver dish"]),
    # pronouns whose gender the grammar tells
    ("He wore a long grey coat with brass buttons.", ["man wearing a long grey coat with brass buttons"]),
    ("She looked at the old man.", ["woman looking at the old man"]),
    ("He was burly, dark and slow.", ["burly, dark and slow man"]),
    ("His eyes were blue and deep-set.", ["man", "blue and deep-set eyes"]),
    ("Her face was pale, and her lips were pressed together.", ["woman", "pale face", "lips pressed together"]),
    ("He saw a figure creeping along the wall.", ["figure creeping along the wall"]),
    # names and titles
    ("Mr. Harker sat at his desk, his collar undone, a pen behind his ear.", ["Mr Harker sitting at his desk", "undone collar", "pen behind his ear"]),
    (
        "Anna stood by the window; her hair was black.",
        ["woman", "Anna standing by the window", "black hair"],
    ),
    (
        "Silver smiled at the cook. A parrot sat on the shoulder of Silver.",
        ["Silver smiling at the cook", "parrot sitting on the shoulder"],
    ),
    ("The windows opening on the yard were dusty.", ["windows opening on the yard dusty"]),
    (
        "A horse, led by a boy, swayed back and forth.",
        ["horse, led by a boy, swaying back and forth"],
    ),
    (
        "His cap was gone, and the shadows had slipped downhill.",
        ["man", "cap gone", "shadows slipping downhill"],
    ),
    ("Before us loomed the black tower.", ["black tower looming"]),
    # told in the present
    (
        "The room is narrow. A single bulb hangs from the ceiling, and its light falls on a steel desk.",
        ["narrow room", "single bulb hanging from the ceiling", "light falling on a steel desk"],
    ),
    (
        "She’s wearing a yellow raincoat and green boots.",
        ["woman wearing a yellow raincoat and green boots"],
    ),
    # apposition is no list
    (
        "His horse, a gaunt grey mare, stumbled.",
        ["horse", "gaunt grey mare"],
    ),
    (
        "Her gown, of heavy black velvet, had been embroidered with silver stars.",
        ["woman", "gown, of heavy black velvet, embroidered with silver stars"],
    ),
    (
        "On either side rose cliffs of red sandstone.",
        ["cliffs of red sandstone rising on either side"],
    ),
    (
        "A woman of forty, heavy and slow, with rings on every finger, sat down.",
        ["woman of forty, heavy and slow, with rings on every finger", "sitting down"],
    ),
    ("The room was narrow and windowless.", ["narrow and windowless room"]),
    ("Their spears were tipped with fire.", ["spears tipped with fire"]),
    (
        "His hands, broad and freckled, rested on the rail; a cigarette smouldered.",
        ["man", "hands, broad and freckled, resting on the rail", "cigarette smouldering"],
    ),
    ("They were tall, silent people in skins.", ["tall, silent people in skins"]),
    ("The lake lay like black glass between the hills.", ["lake lying like black glass between the hills"]),
    ("Through the window came the smell of lilac.", ["window", "smell of lilac"]),
    ("A man lay face down in the snow, one arm flung out.", ["man lying face down in the snow", "one arm flung out"]),
    # what is named one after another
    ("Marble columns, gilt mirrors and heavy curtains filled the hall.", ["marble columns and gilt mirrors", "heavy curtains filling the hall"]),
    # a ship is no woman
    ("The ship’s bow cut the green water; her sails were torn.", ["ship's bow cutting the green water", "torn sails"]),
    # speech is left out
    ("“Look at the red house,” said the girl. A black cat slept on the sill.", ["girl", "black cat sleeping on the sill"]),
]  # fmt: skip

NOT_SAID = [
    ("She had no hat, and her hair was wet.", "hat"),
    ("Without a lantern the boatman rowed across the dark river.", "lantern"),
    ("Neither the moon nor the stars were visible.", "moon"),
    ("He might have seen a green door.", "door"),
    ("The street was not lit.", "lit"),
    ("The house had never been painted.", "painted"),
    ("If the sun had been shining, the roof would have gleamed.", "sun"),
    ("If the sun had been shining, the roof would have gleamed.", "gleaming"),
    ("It was hardly a garden.", "garden"),
    ("Nothing moved in the square. The shutters were red.", "moving"),
    ("Nothing moved in the square. The shutters were red.", "square"),
    ("The captain thought that the war would end soon.", "war"),
    ("She was neither tall nor short, but her dress was of bright yellow silk.", "tall"),
]


@pytest.mark.parametrize(("text", "wanted"), SAID)
def test_facts(text: str, wanted: list[str]) -> None:
    assert attributes(text, "en") == wanted


@pytest.mark.parametrize(("text", "word"), NOT_SAID)
def test_what_is_not_there_is_not_said(text: str, word: str) -> None:
    said = " ".join([*attributes(text, "en"), caption(text, "en", "character")]).lower()
    assert word not in said.replace(",", " ").replace(".", " ").split()


def _tags(text: str) -> str:
    words: list[Word] = tagged(tokens(text))
    return "".join(w.tag for w in words)


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("the towers gleamed", "DNV"),
        ("he towers above us", "IVPO"),
        ("with folded arms", "PEN"),
        ("the light was dim", "DNXJ"),
        ("a light boat", "DJN"),
        ("they began to ring the bells", "IVTVDN"),
        ("Dr. Moreau slept", "SSV"),
        ("the boys’ caps", "DJN"),
    ],
)
def test_parts_of_speech(text: str, tags: str) -> None:
    assert _tags(text) == tags


@pytest.mark.parametrize(
    ("form", "base", "wanted"),
    [
        ("stood", "stand", "standing"), ("sat", "sit", "sitting"), ("lay", "lie", "lying"),
        ("carried", "carry", "carrying"), ("stopped", "stop", "stopping"), ("sang", "sing", "singing"),
        ("rose", "rise", "rising"), ("agreed", "agree", "agreeing"), ("shining", "shine", "shining"),
    ],
)  # fmt: skip
def test_gerund(form: str, base: str, wanted: str) -> None:
    assert gerund(form, base) == wanted


def test_caption_is_one_short_sentence() -> None:
    text = (
        "A burly man in a torn blue coat sat by the hearth. His beard was red, his hands were "
        "black with soot, and a brass ring hung from his left ear. Behind him a lame dog slept on "
        "a heap of sacks, and the walls were covered with rusty nets, lanterns and coils of rope."
    )
    said = caption(text, "en", "character")
    assert said.startswith("A burly man in a torn blue coat, with a red beard, sits by the hearth")
    assert said.endswith(".")
    assert said.count(".") == 1
    assert len(said.split()) <= 25


def test_at_most_eight_attributes_of_a_long_text() -> None:
    text = " ".join(f"A {c} cart stood by the {w} gate." for c in ("red", "blue", "green", "grey") for w in ("old", "new", "low"))  # fmt: skip
    assert len(attributes(text, "en")) == 8


def test_nothing_of_nothing() -> None:
    assert attributes("", "en") == []
    assert caption("", "en", "location") == ""
    assert attributes("…—“”!?", "en") == []
