import EthereumTypes

/// Contract code written as a list of mnemonics and numbers, for tests.
struct Assembly: ExpressibleByArrayLiteral {
  /// One instruction.
  enum Item: ExpressibleByIntegerLiteral {
    case op(UInt8)
    case push(UInt256)

    init(integerLiteral value: UInt64) { self = .push(UInt256(value)) }

    static func address(_ address: Address) -> Item { .push(address.word) }

    static let stop = op(0x00)
    static let add = op(0x01)
    static let iszero = op(0x15)
    static let balance = op(0x31)
    static let caller = op(0x33)
    static let callvalue = op(0x34)
    static let calldataload = op(0x35)
    static let calldatasize = op(0x36)
    static let codecopy = op(0x39)
    static let coinbase = op(0x41)
    static let selfbalance = op(0x47)
    static let pop = op(0x50)
    static let mload = op(0x51)
    static let mstore = op(0x52)
    static let sload = op(0x54)
    static let sstore = op(0x55)
    static let jumpi = op(0x57)
    static let gas = op(0x5a)
    static let jumpdest = op(0x5b)
    static let log0 = op(0xa0)
    static let create = op(0xf0)
    static let call = op(0xf1)
    static let ret = op(0xf3)
    static let create2 = op(0xf5)
    static let staticcall = op(0xfa)
    static let revert = op(0xfd)
    static let selfdestruct = op(0xff)
    static let calldatacopy = op(0x37)
  }

  var items: [Item]

  init(arrayLiteral elements: Item...) { items = elements }
  init(_ items: [Item]) { self.items = items }

  static func + (a: Assembly, b: Assembly) -> Assembly { Assembly(a.items + b.items) }

  var code: [UInt8] {
    items.flatMap { item -> [UInt8] in
      switch item {
      case .op(let opcode): return [opcode]
      case .push(let value):
        let bytes = value.minimalBytes
        return [0x5f + UInt8(bytes.count)] + bytes
      }
    }
  }

  /// Initcode that deploys this code.
  var initcode: [UInt8] {
    let code = code
    let head = Assembly([
      .push(UInt256(code.count)), .push(UInt256(Self.headSize)), 0, .codecopy,
      .push(UInt256(code.count)), 0, .ret,
    ]).code
    precondition(head.count == Self.headSize, "the head is \(head.count) bytes")
    return head + code
  }

  private static let headSize = 10

  /// Adds one to a slot.
  static func increment(slot: UInt64) -> Assembly {
    [1, .push(UInt256(slot)), .sload, .add, .push(UInt256(slot)), .sstore]
  }

  /// Calls `address` without data and drops the result.
  static func call(_ address: Address, value: UInt64 = 0) -> Assembly {
    [0, 0, 0, 0, .push(UInt256(value)), .address(address), .gas, .call, .pop]
  }
}
