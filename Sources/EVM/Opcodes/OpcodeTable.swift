import EthereumTypes

/// What an opcode takes whatever its operands are.
package struct OpcodeProperties: Sendable {
  /// Gas charged before the operation looks at its operands.
  package var gas: UInt16
  /// Stack items that must be there.
  package var inputs: UInt8
  /// Stack items more (or fewer) afterwards.
  package var change: Int8
  /// False for bytes that are no opcode in this fork: they halt the frame.
  package var isDefined: Bool
}

/// The opcodes of one fork.
package final class OpcodeTable: Sendable {
  private let properties: [OpcodeProperties]
  private let opcodes: [Opcode?]
  private let blockEnds: [Bool]

  /// The opcodes of a fork.
  package static func table(for fork: Fork) -> OpcodeTable { all[fork.rawValue] }

  private static let all: [OpcodeTable] = Fork.allCases.map(OpcodeTable.init(fork:))

  private convenience init(fork: Fork) {
    let gas = GasSchedule(fork: fork)
    var builder = OpcodeTableBuilder()
    builder.defineFrontier(gas)
    builder.defineAdditions(until: fork, gas)
    self.init(builder.properties)
  }

  private init(_ properties: [OpcodeProperties]) {
    self.properties = properties
    opcodes = (0...UInt8.max).map { properties[Int($0)].isDefined ? Opcode(rawValue: $0) : nil }
    blockEnds = opcodes.map { ($0 ?? .invalid).endsBlock }
  }

  /// The same opcodes with another charge for one of them.
  package func charging(_ gas: UInt16, for opcode: Opcode) -> OpcodeTable {
    var properties = properties
    properties[Int(opcode.rawValue)].gas = gas
    return OpcodeTable(properties)
  }

  /// The opcode that a byte is, or `nil` if it is none in this fork.
  package func opcode(_ byte: UInt8) -> Opcode? { opcodes[Int(byte)] }

  /// Whether the opcode that a byte is ends a block; what is no opcode does.
  func endsBlock(_ byte: UInt8) -> Bool { blockEnds[Int(byte)] }

  package subscript(byte: UInt8) -> OpcodeProperties { properties[Int(byte)] }

  package subscript(opcode: Opcode) -> OpcodeProperties { properties[Int(opcode.rawValue)] }
}

/// Collects a fork's opcodes, fork after fork.
private struct OpcodeTableBuilder {
  var properties = [OpcodeProperties](
    repeating: OpcodeProperties(gas: 0, inputs: 0, change: 0, isDefined: false), count: 256)

  mutating func define(_ opcodes: Opcode..., gas: Int64, inputs: Int, outputs: Int) {
    for opcode in opcodes {
      properties[Int(opcode.rawValue)] = OpcodeProperties(
        gas: UInt16(gas), inputs: UInt8(inputs), change: Int8(outputs - inputs), isDefined: true)
    }
  }

  mutating func define(_ range: ClosedRange<Opcode>, gas: Int64, inputs: Int, outputs: Int) {
    for byte in range.lowerBound.rawValue...range.upperBound.rawValue {
      properties[Int(byte)] = OpcodeProperties(
        gas: UInt16(gas), inputs: UInt8(inputs), change: Int8(outputs - inputs), isDefined: true)
    }
  }

  mutating func defineFrontier(_ gas: GasSchedule) {
    define(.stop, .invalid, gas: 0, inputs: 0, outputs: 0)
    // INVALID is defined to halt; leaving it undefined halts as well and says the same.
    properties[Int(Opcode.invalid.rawValue)].isDefined = false
    defineArithmetic()
    defineEnvironment(gas)
    defineStackAndMemory(gas)
    for topics in 0...4 {
      properties[Int(Opcode.log0.rawValue) + topics] = OpcodeProperties(
        gas: UInt16(375 * (topics + 1)), inputs: UInt8(topics + 2), change: Int8(-topics - 2),
        isDefined: true)
    }
    define(.create, gas: 32_000, inputs: 3, outputs: 1)
    define(.call, .callcode, gas: gas.call, inputs: 7, outputs: 1)
    define(.return, gas: 0, inputs: 2, outputs: 0)
    define(.selfdestruct, gas: gas.selfDestruct, inputs: 1, outputs: 0)
  }

  private mutating func defineArithmetic() {
    define(
      .add, .sub, .lt, .gt, .slt, .sgt, .eq, .and, .or, .xor, .byte, gas: 3, inputs: 2, outputs: 1)
    define(.mul, .div, .sdiv, .mod, .smod, .signextend, gas: 5, inputs: 2, outputs: 1)
    define(.addmod, .mulmod, gas: 8, inputs: 3, outputs: 1)
    define(.exp, gas: 10, inputs: 2, outputs: 1)
    define(.iszero, .not, gas: 3, inputs: 1, outputs: 1)
    define(.keccak256, gas: 30, inputs: 2, outputs: 1)
  }

  private mutating func defineEnvironment(_ gas: GasSchedule) {
    define(
      .address, .origin, .caller, .callvalue, .calldatasize, .codesize, .gasprice, .coinbase,
      .timestamp, .number, .prevrandao, .gaslimit, .pc, .msize, .gas,
      gas: 2, inputs: 0, outputs: 1)
    define(.balance, gas: gas.balance, inputs: 1, outputs: 1)
    define(.calldataload, gas: 3, inputs: 1, outputs: 1)
    define(.calldatacopy, .codecopy, gas: 3, inputs: 3, outputs: 0)
    define(.extcodesize, gas: gas.externalCode, inputs: 1, outputs: 1)
    define(.extcodecopy, gas: gas.externalCode, inputs: 4, outputs: 0)
    define(.blockhash, gas: 20, inputs: 1, outputs: 1)
  }

  private mutating func defineStackAndMemory(_ gas: GasSchedule) {
    define(.pop, gas: 2, inputs: 1, outputs: 0)
    define(.mload, gas: 3, inputs: 1, outputs: 1)
    define(.mstore, .mstore8, gas: 3, inputs: 2, outputs: 0)
    define(.sload, gas: gas.warmSlotRead, inputs: 1, outputs: 1)
    define(.sstore, gas: 0, inputs: 2, outputs: 0)
    define(.jump, gas: 8, inputs: 1, outputs: 0)
    define(.jumpi, gas: 10, inputs: 2, outputs: 0)
    define(.jumpdest, gas: 1, inputs: 0, outputs: 0)
    define(.push1 ... .push32, gas: 3, inputs: 0, outputs: 1)
    for depth in 1...16 {
      properties[Int(Opcode.dup1.rawValue) + depth - 1] = OpcodeProperties(
        gas: 3, inputs: UInt8(depth), change: 1, isDefined: true)
      properties[Int(Opcode.swap1.rawValue) + depth - 1] = OpcodeProperties(
        gas: 3, inputs: UInt8(depth + 1), change: 0, isDefined: true)
    }
  }

  mutating func defineAdditions(until fork: Fork, _ gas: GasSchedule) {
    // EIP-7
    if fork >= .homestead { define(.delegatecall, gas: gas.call, inputs: 6, outputs: 1) }
    if fork >= .byzantium {
      define(.revert, gas: 0, inputs: 2, outputs: 0)  // EIP-140
      define(.returndatasize, gas: 2, inputs: 0, outputs: 1)  // EIP-211
      define(.returndatacopy, gas: 3, inputs: 3, outputs: 0)
      define(.staticcall, gas: gas.call, inputs: 6, outputs: 1)  // EIP-214
    }
    if fork >= .constantinople {
      define(.shl, .shr, .sar, gas: 3, inputs: 2, outputs: 1)  // EIP-145
      define(.create2, gas: 32_000, inputs: 4, outputs: 1)  // EIP-1014
      define(.extcodehash, gas: gas.externalCodeHash, inputs: 1, outputs: 1)  // EIP-1052
    }
    if fork >= .istanbul {
      define(.chainid, gas: 2, inputs: 0, outputs: 1)  // EIP-1344
      define(.selfbalance, gas: 5, inputs: 0, outputs: 1)  // EIP-1884
    }
    // EIP-3198
    if fork >= .london { define(.basefee, gas: 2, inputs: 0, outputs: 1) }
    // EIP-3855
    if fork >= .shanghai { define(.push0, gas: 2, inputs: 0, outputs: 1) }
    if fork >= .cancun {
      define(.tload, gas: 100, inputs: 1, outputs: 1)  // EIP-1153
      define(.tstore, gas: 100, inputs: 2, outputs: 0)
      define(.mcopy, gas: 3, inputs: 3, outputs: 0)  // EIP-5656
      define(.blobhash, gas: 3, inputs: 1, outputs: 1)  // EIP-4844
      define(.blobbasefee, gas: 2, inputs: 0, outputs: 1)  // EIP-7516
    }
    // EIP-7939
    if fork >= .osaka { define(.clz, gas: 5, inputs: 1, outputs: 1) }
    if fork >= .amsterdam {
      define(.slotnum, gas: 2, inputs: 0, outputs: 1)  // EIP-7843
      // EIP-8024. How deep they reach depends on the immediate; the analysis says.
      define(.dupn, gas: 3, inputs: 0, outputs: 1)
      define(.swapn, .exchange, gas: 3, inputs: 0, outputs: 0)
    }
  }
}

extension Opcode: Comparable {
  package static func < (a: Opcode, b: Opcode) -> Bool { a.rawValue < b.rawValue }
}
