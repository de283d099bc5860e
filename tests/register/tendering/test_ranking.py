"""The ranking of offers: exact, neutral to value added tax, the same in any order."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from trede.register.tendering.ranking import Bid, Criterion, price_points, rank, rounded

PRICE = Criterion("p", "price", "price", 40)
QUALITY = Criterion("q", "quality", "quality", 60)
BIDS = [
    Bid("a", "Atlas", 2_400_00, {"q": 70}),
    Bid("b", "Baken", 3_000_00, {"q": 90}),
    Bid("c", "Compas", 2_400_00, {"q": 70}),
]


def test_points_times_weight_make_the_score_and_equal_offers_share_a_rank():
    found = [(each.rank, each.bid.key, each.score) for each in rank([PRICE, QUALITY], BIDS, "")]
    assert found == [(1, "b", Fraction(86)), (2, "a", Fraction(82)), (2, "c", Fraction(82))]


def test_where_the_lowest_price_decides_quality_plays_no_part():
    found = [(each.rank, each.bid.key) for each in rank([PRICE, QUALITY], BIDS, "lowest_price")]
    assert found == [(1, "a"), (1, "c"), (3, "b")]


def test_a_score_is_rounded_half_up_to_hundredths():
    assert rounded(Fraction(100 * 2, 3)) == (66, 67)
    assert rounded(Fraction(1, 200)) == (0, 1)


def test_an_offer_for_nothing_gets_all_points():
    assert price_points(0, 0) == 100


bids = st.lists(
    st.builds(
        Bid,
        st.uuids().map(str),
        st.text("abc", min_size=1),
        st.integers(0, 10_000_00),
        st.fixed_dictionaries({"q": st.integers(0, 100)}),
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda bid: bid.key,
)


@given(bids, st.randoms())
def test_the_order_in_which_offers_came_in_changes_nothing(offers, random):
    shuffled = list(offers)
    random.shuffle(shuffled)
    assert rank([PRICE, QUALITY], shuffled, "") == rank([PRICE, QUALITY], offers, "")


@given(bids)
def test_no_score_is_below_zero_or_above_a_hundred_and_the_best_ranks_first(offers):
    ranking = rank([PRICE, QUALITY], offers, "")
    assert all(0 <= each.score <= 100 for each in ranking)
    assert ranking[0].rank == 1
    assert [each.score for each in ranking] == sorted((r.score for r in ranking), reverse=True)
