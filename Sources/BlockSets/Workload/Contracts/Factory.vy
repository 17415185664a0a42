# pragma version 0.4.3
# pragma evm-version cancun
# pragma optimize gas
"""
@title Deploys clones of a template at addresses known beforehand (CREATE2)
@notice Every deployment moves the factory's nonce.
"""

event Deployed:
    clone: indexed(address)

template: public(address)


@external
def deploy(salt: bytes32) -> address:
    clone: address = create_minimal_proxy_to(self.template, salt=salt)
    log Deployed(clone=clone)
    return clone
