# pragma version 0.4.3
# pragma evm-version cancun
# pragma optimize gas
"""
@title A token whose balances grow without a transfer
@notice Accounts hold shares of a pool; a report of the pool's size changes every balance at once.
        A transfer of an amount therefore reads what the last report wrote.
"""

event Transfer:
    sender: indexed(address)
    receiver: indexed(address)
    amount: uint256

event Rebased:
    totalPooled: uint256

totalPooled: public(uint256)
totalShares: public(uint256)
sharesOf: public(HashMap[address, uint256])
isReporter: public(HashMap[address, bool])


@external
@view
def balanceOf(owner: address) -> uint256:
    return self.sharesOf[owner] * self.totalPooled // self.totalShares


@external
def transfer(receiver: address, amount: uint256) -> bool:
    shares: uint256 = amount * self.totalShares // self.totalPooled
    self.sharesOf[msg.sender] -= shares
    self.sharesOf[receiver] += shares
    log Transfer(sender=msg.sender, receiver=receiver, amount=amount)
    return True


@external
def rebase(totalPooled: uint256):
    assert self.isReporter[msg.sender], "not a reporter"
    self.totalPooled = totalPooled
    log Rebased(totalPooled=totalPooled)
