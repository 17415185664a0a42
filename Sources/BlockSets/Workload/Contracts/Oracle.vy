# pragma version 0.4.3
# pragma evm-version cancun
# pragma optimize gas
"""
@title A price that reporters update
@notice A report of an unchanged price is a heartbeat: it moves only the time.
"""

event PriceUpdated:
    price: uint256
    timestamp: uint256

price: public(uint256)
updatedAt: public(uint256)
isReporter: public(HashMap[address, bool])


@external
def update(price: uint256):
    assert self.isReporter[msg.sender], "not a reporter"
    self.price = price
    self.updatedAt = block.timestamp
    log PriceUpdated(price=price, timestamp=block.timestamp)


@external
@view
def latest() -> (uint256, uint256):
    return self.price, self.updatedAt
