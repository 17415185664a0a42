# pragma version 0.4.3
# pragma evm-version cancun
# pragma optimize gas
"""
@title Passes ether on to the block's fee recipient
"""


@external
@payable
def tip():
    send(block.coinbase, msg.value)
