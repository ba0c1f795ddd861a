import torch

from assistant.verify.packing import packed, unpacked


def test_what_is_packed_comes_back_to_within_its_rounding():
    torch.manual_seed(1)
    state = {"layer.weight": torch.randn(7, 300), "layer.bias": torch.randn(7)}
    back = unpacked(packed(state))
    assert set(back) == set(state)
    assert torch.allclose(back["layer.weight"], state["layer.weight"], atol=0.02)
    assert torch.allclose(back["layer.bias"], state["layer.bias"], atol=2e-3)


def test_matrices_take_a_byte_a_number():
    assert packed({"w": torch.randn(4, 8)})["w"].dtype == torch.int8


def test_a_row_of_zeros_stays_zero():
    assert unpacked(packed({"w": torch.zeros(2, 3)}))["w"].eq(0).all()
