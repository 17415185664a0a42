# pragma version 0.4.3
# pragma evm-version cancun
# pragma optimize gas
"""
@title A smart account, run behind a proxy
@notice Its owner, or the entry point on its owner's behalf, lets it call others. The entry point's
        check of the owner's signature is left out.
"""

event Executed:
    target: indexed(address)
    nonce: uint256

MAXIMUM_DATA: constant(uint256) = 1024

# The proxy's.
implementation: address
owner: public(address)
entryPoint: public(address)
nonce: public(uint256)


@external
@payable
def execute(target: address, amount: uint256, data: Bytes[MAXIMUM_DATA]):
    assert msg.sender == self.owner or msg.sender == self.entryPoint, "not the owner"
    nonce: uint256 = self.nonce
    self.nonce = nonce + 1
    raw_call(target, data, value=amount)
    log Executed(target=target, nonce=nonce)


@external
@payable
def __default__():
    pass
