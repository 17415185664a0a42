import EthereumTypes

/// Deposit requests out of the deposit contract's logs (EIP-6110).
enum Deposits {
  private static let mainnetContract = "0x00000000219ab540356cbb839cbe05303d7705fa"
  private static let sepoliaContract = "0x7f02c3e3c98b133055b8b348b2ac625669ed295d"
  private static let holeskyContract = "0x4242424242424242424242424242424242424242"
  private static let eventSignature = keccak256(
    Array("DepositEvent(bytes,bytes,bytes,bytes,bytes)".utf8))
  private static let eventSize = 576

  /// The five fields of a deposit event: where ABI encoding puts each, and how long it must be.
  private static let fields: [(offset: Int, size: Int)] = [
    (160, 48),  // public key
    (256, 32),  // withdrawal credentials
    (320, 8),  // amount
    (384, 96),  // signature
    (512, 8),  // index
  ]

  static func contract(chainID: UInt64) -> Address {
    let hex =
      switch chainID {
      case 11_155_111: sepoliaContract
      case 17_000: holeskyContract
      default: mainnetContract
      }
    guard let address = Address(hex: hex) else { preconditionFailure("malformed constant \(hex)") }
    return address
  }

  /// The concatenated deposits in the order of their logs; empty where there are none.
  static func requests(
    in receipts: [Receipt], chainID: UInt64
  ) throws(BlockInvalidity) -> [UInt8] {
    let contract = contract(chainID: chainID)
    var deposits: [UInt8] = []
    for receipt in receipts {
      for log in receipt.logs
      where log.address == contract && log.topics.first == eventSignature {
        deposits += try deposit(in: log.data)
      }
    }
    return deposits
  }

  private static func deposit(in data: [UInt8]) throws(BlockInvalidity) -> [UInt8] {
    guard data.count == eventSize else { throw .malformedDeposit("\(data.count) bytes") }
    var deposit: [UInt8] = []
    for (position, field) in fields.enumerated() {
      guard word(data, at: position * 32) == field.offset,
        word(data, at: field.offset) == field.size
      else { throw .malformedDeposit("field \(position) is not laid out as EIP-6110 says") }
      deposit += data[(field.offset + 32)..<(field.offset + 32 + field.size)]
    }
    return deposit
  }

  private static func word(_ data: [UInt8], at offset: Int) -> Int? {
    UInt256(bigEndianBytes: data[offset..<offset + 32])?.uint64.flatMap { Int(exactly: $0) }
  }
}
