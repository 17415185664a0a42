# pragma version 0.4.3
# pragma evm-version cancun
# pragma optimize gas
"""
@title What an externally owned account becomes when it delegates to this code (EIP-7702)
@notice The account itself may run several calls at once; anyone may send it ether.
"""

struct Call:
    target: address
    amount: uint256
    data: Bytes[MAXIMUM_DATA]

event Received:
    sender: indexed(address)
    amount: uint256

MAXIMUM_DATA: constant(uint256) = 512
MAXIMUM_CALLS: constant(uint256) = 8


@external
@payable
def executeBatch(calls: DynArray[Call, MAXIMUM_CALLS]):
    assert msg.sender == self, "not the account itself"
    for call: Call in calls:
        raw_call(call.target, call.data, value=call.amount)


@external
@payable
def __default__():
    log Received(sender=msg.sender, amount=msg.value)
