import EthereumTypes
import TestSupport

/// Seeded transactions of every kind.
struct RandomTransactions {
  var random: SplitMix64

  init(seed: UInt64) {
    random = SplitMix64(seed: seed)
  }

  mutating func privateKey() -> [UInt8] {
    // Far more keys than a hash can miss by being zero or beyond the order.
    keccak256(word: UInt256(random.next())).bytes
  }

  /// A number whose width varies, so that every length prefix occurs.
  mutating func number() -> UInt256 {
    keccak256(word: UInt256(random.next())).word >> Int.random(in: 0...256, using: &random)
  }

  mutating func smallNumber() -> UInt64 {
    random.next() >> UInt64.random(in: 0...63, using: &random)
  }

  mutating func bytes() -> [UInt8] {
    (0..<Int.random(in: 0...80, using: &random)).map { _ in .random(in: 0...255, using: &random) }
  }

  mutating func address() -> Address { Address(word: keccak256(word: number()).word) }

  mutating func accessList() -> [AccessListEntry] {
    (0..<Int.random(in: 0...3, using: &random)).map { _ in
      let keys = (0..<Int.random(in: 0...3, using: &random)).map { _ in number() }
      return AccessListEntry(address: address(), storageKeys: keys)
    }
  }

  mutating func authorization() -> Authorization {
    .signed(chainID: number(), address: address(), nonce: smallNumber(), with: privateKey())
  }

  /// An unsigned transaction.
  mutating func transaction(_ kind: Transaction.Kind) -> Transaction {
    let to = address()
    let recipient = Bool.random(using: &random) ? to : nil
    switch kind {
    case .legacy:
      return .legacy(
        chainID: Bool.random(using: &random) ? smallNumber() : nil, nonce: smallNumber(),
        gasPrice: number(), gasLimit: smallNumber(), to: recipient, value: number(), data: bytes())
    case .accessList:
      return .accessList(
        chainID: smallNumber(), nonce: smallNumber(), gasPrice: number(), gasLimit: smallNumber(),
        to: recipient, value: number(), data: bytes(), accessList: accessList())
    case .dynamicFee:
      return .dynamicFee(
        chainID: smallNumber(), nonce: smallNumber(), maxPriorityFeePerGas: number(),
        maxFeePerGas: number(), gasLimit: smallNumber(), to: recipient, value: number(),
        data: bytes(), accessList: accessList())
    case .blob:
      return .blob(
        chainID: smallNumber(), nonce: smallNumber(), maxPriorityFeePerGas: number(),
        maxFeePerGas: number(), gasLimit: smallNumber(), to: to, value: number(), data: bytes(),
        accessList: accessList(), maxFeePerBlobGas: number(),
        blobVersionedHashes: (0..<Int.random(in: 0...3, using: &random)).map { _ in
          Hash32(word: number())
        })
    case .setCode:
      return .setCode(
        chainID: smallNumber(), nonce: smallNumber(), maxPriorityFeePerGas: number(),
        maxFeePerGas: number(), gasLimit: smallNumber(), to: to, value: number(), data: bytes(),
        accessList: accessList(),
        authorizationList: (0..<Int.random(in: 0...3, using: &random)).map { _ in
          authorization()
        })
    }
  }
}
