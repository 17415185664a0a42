import EthereumTypes

/// Contracts that come and go.
extension WorkloadGenerator {
  /// Lets the factory deploy a clone, which the block's later calls use.
  mutating func deploy() -> ContractCall {
    let salt = random.word()
    lastClone = MinimalProxy.address(
      of: contracts.template, deployedBy: contracts.factory, salt: salt)
    return ContractCall(
      to: contracts.factory, data: ContractCall.data(FactoryContract.Selector.deploy, salt),
      accessList: [
        AccessListEntry(
          address: contracts.factory, storageKeys: [FactoryContract.Slot.template])
      ])
  }

  /// Deploys a counter of the sender's own.
  func create() -> ContractCall {
    ContractCall(to: nil, data: CounterContract.creationCode.bytes)
  }

  /// Deploys a contract that pays its ether to somebody and is gone.
  mutating func ephemeral(by sender: Int) -> ContractCall {
    let beneficiary = recipient(of: sender)
    return ContractCall(
      to: nil, value: UInt256(1 + random.below(1_000_000_000_000)),
      data: EphemeralContract.creationCode.bytes + beneficiary.word.bigEndianBytes,
      accessList: [AccessListEntry(address: beneficiary, storageKeys: [])])
  }
}

/// The code that passes every call on to a template, as Vyper's `create_minimal_proxy_to` deploys
/// it (ERC-1167).
enum MinimalProxy {
  /// The runtime code.
  static func code(of template: Address) -> [UInt8] {
    [0x36, 0x3d, 0x3d, 0x37, 0x3d, 0x3d, 0x3d, 0x36, 0x3d, 0x73] + template.bytes
      + [0x5a, 0xf4, 0x3d, 0x82, 0x80, 0x3e, 0x90, 0x3d, 0x91, 0x60, 0x2b, 0x57, 0xfd, 0x5b, 0xf3]
  }

  /// The address of a clone (EIP-1014).
  static func address(of template: Address, deployedBy factory: Address, salt: UInt256) -> Address {
    let initcode = [0x60, 0x2d, 0x3d, 0x81, 0x60, 0x09, 0x3d, 0x39, 0xf3] + code(of: template)
    let preimage = [0xff] + factory.bytes + salt.bigEndianBytes + keccak256(initcode).bytes
    return Address(word: keccak256(preimage).word)
  }
}
