# pragma version 0.4.3
# pragma evm-version cancun
# pragma optimize gas
"""
@title A collection of numbered items (in the manner of ERC-721) that anyone may mint
@notice The next item's number is one hot slot. A mint may read a price first, through whatever
        lies between it and the oracle.
"""

interface PriceSource:
    def price() -> uint256: view

event Minted:
    owner: indexed(address)
    item: uint256
    price: uint256

totalSupply: public(uint256)
ownerOf: public(HashMap[uint256, address])
balanceOf: public(HashMap[address, uint256])


@external
def mint(priceSource: address) -> uint256:
    price: uint256 = 0
    if priceSource != empty(address):
        price = staticcall PriceSource(priceSource).price()
    item: uint256 = self.totalSupply
    self.totalSupply = item + 1
    self.ownerOf[item] = msg.sender
    self.balanceOf[msg.sender] += 1
    log Minted(owner=msg.sender, item=item, price=price)
    return item
