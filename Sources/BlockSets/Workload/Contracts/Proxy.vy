# pragma version 0.4.3
# pragma evm-version cancun
# pragma optimize gas
"""
@title Runs another contract's code on its own storage
@notice Slot 0 names the implementation; implementations keep it free.
"""

MAXIMUM_DATA: constant(uint256) = 4096

implementation: address


@external
@payable
@raw_return
def __default__() -> Bytes[MAXIMUM_DATA]:
    return raw_call(
        self.implementation, msg.data, max_outsize=MAXIMUM_DATA, is_delegate_call=True
    )
