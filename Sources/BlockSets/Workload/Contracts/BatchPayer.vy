# pragma version 0.4.3
# pragma evm-version cancun
# pragma optimize gas
"""
@title Pays many in one transaction: airdrops of a token, payouts of ether
"""

interface Token:
    def transferFrom(owner: address, receiver: address, amount: uint256) -> bool: nonpayable

MAXIMUM_RECIPIENTS: constant(uint256) = 256


@external
def payTokens(token: address, amount: uint256, recipients: DynArray[address, MAXIMUM_RECIPIENTS]):
    for recipient: address in recipients:
        assert extcall Token(token).transferFrom(msg.sender, recipient, amount)


@external
@payable
def payEther(recipients: DynArray[address, MAXIMUM_RECIPIENTS]):
    share: uint256 = msg.value // len(recipients)
    for recipient: address in recipients:
        send(recipient, share)
