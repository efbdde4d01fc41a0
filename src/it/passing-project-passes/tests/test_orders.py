from hypothesis import given, strategies

from parcels import orders


@given(strategies.text())
def test_no_text_breaks_the_reader(text):
    try:
        orders.read(text)
    except (ValueError, SyntaxError):
        pass
