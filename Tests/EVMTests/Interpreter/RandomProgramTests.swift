import EVM
import EthereumTypes
import TestSupport
import Testing

/// Random programs do the same in blocks as opcode by opcode.
@Suite struct RandomProgramTests {
  @Test(arguments: 0..<20) func agreesStepByStep(batch: Int) throws {
    for index in 0..<250 {
      let seed = UInt64(batch * 250 + index)
      var generator = ProgramGenerator(seed: seed)
      let machine = generator.machine()
      let gas = Int64.random(in: 0...400_000, using: &generator.random)
      let fast = machine.run(gas: gas)
      var stepping = machine
      stepping.stepsAlways = true
      let exact = stepping.run(gas: gas)
      try #require(
        fast == exact,
        "seed \(seed), gas \(gas), code \(machine.accounts[TestMachine.contract]?.code.hex ?? "")")
    }
  }

  /// The programs are worth running: many get far, and every kind of ending occurs.
  @Test func reachesEveryEnding() {
    var endings: [String: Int] = [:]
    for seed in UInt64(0)..<600 {
      var generator = ProgramGenerator(seed: seed)
      let machine = generator.machine()
      let execution = machine.run(gas: .random(in: 0...400_000, using: &generator.random))
      endings["\(execution.status)", default: 0] += 1
    }
    for ending in ["success", "revert", "halt(EVM.HaltReason.outOfGas)"] {
      #expect(endings[ending, default: 0] > 10, "\(endings)")
    }
    #expect(endings.count >= 6, "\(endings)")
  }
}

/// Makes random code that mostly finds its operands.
struct ProgramGenerator {
  var random: SplitMix64

  init(seed: UInt64) {
    random = SplitMix64(seed: seed)
  }

  private static let operations: [(name: String, inputs: Int, outputs: Int)] = [
    ("ADD", 2, 1), ("MUL", 2, 1), ("SUB", 2, 1), ("DIV", 2, 1), ("SDIV", 2, 1), ("MOD", 2, 1),
    ("SMOD", 2, 1), ("ADDMOD", 3, 1), ("MULMOD", 3, 1), ("EXP", 2, 1), ("SIGNEXTEND", 2, 1),
    ("LT", 2, 1), ("GT", 2, 1), ("SLT", 2, 1), ("SGT", 2, 1), ("EQ", 2, 1), ("ISZERO", 1, 1),
    ("AND", 2, 1), ("OR", 2, 1), ("XOR", 2, 1), ("NOT", 1, 1), ("BYTE", 2, 1), ("SHL", 2, 1),
    ("SHR", 2, 1), ("SAR", 2, 1), ("CLZ", 1, 1), ("KECCAK256", 2, 1), ("ADDRESS", 0, 1),
    ("BALANCE", 1, 1), ("CALLER", 0, 1), ("CALLVALUE", 0, 1), ("CALLDATALOAD", 1, 1),
    ("CALLDATASIZE", 0, 1), ("CODESIZE", 0, 1), ("CODECOPY", 3, 0), ("CALLDATACOPY", 3, 0),
    ("EXTCODESIZE", 1, 1), ("EXTCODECOPY", 4, 0), ("EXTCODEHASH", 1, 1),
    ("RETURNDATASIZE", 0, 1), ("RETURNDATACOPY", 3, 0), ("SELFBALANCE", 0, 1), ("MLOAD", 1, 1),
    ("MSTORE", 2, 0), ("MSTORE8", 2, 0), ("SLOAD", 1, 1), ("SSTORE", 2, 0), ("PC", 0, 1),
    ("MSIZE", 0, 1), ("GAS", 0, 1), ("TLOAD", 1, 1), ("TSTORE", 2, 0), ("MCOPY", 3, 0),
    ("LOG0", 2, 0), ("LOG1", 3, 0), ("LOG2", 4, 0), ("CALL", 7, 1), ("STATICCALL", 6, 1),
    ("DELEGATECALL", 6, 1), ("CALLCODE", 7, 1), ("CREATE", 3, 1), ("CREATE2", 4, 1),
  ]

  mutating func machine() -> TestMachine {
    var machine = TestMachine(code(), fork: pick([.amsterdam, .amsterdam, .osaka, .cancun]))
    machine.data = bytes(Int.random(in: 0...70, using: &random))
    machine.accounts[TestMachine.other] = .init(
      balance: 50, nonce: 1, code: code(), storage: [0: 1, 1: 2])
    machine.accounts[TestMachine.contract]?.storage = [0: 5, 2: 7]
    machine.accounts[Address(word: 0xde1e)] = .init(
      code: [0xef, 1, 0] + TestMachine.other.bytes)
    return machine
  }

  private mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: 0..<elements.count, using: &random)]
  }

  private mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
  }

  private mutating func constant() -> UInt256 {
    switch Int.random(in: 0..<12, using: &random) {
    case 0...5: UInt256(UInt64.random(in: 0...70, using: &random))
    case 6: pick([TestMachine.other.word, 0xde1e, TestMachine.contract.word, 4, 2, 0xdead])
    case 7: UInt256(1) << Int.random(in: 0...255, using: &random)
    case 8: UInt256.max &- UInt256(UInt64.random(in: 0...40, using: &random))
    case 9: UInt256(UInt64.random(in: 0...5_000, using: &random))
    default: UInt256(bigEndianBytes: bytes(Int.random(in: 1...32, using: &random))) ?? .zero
    }
  }

  private mutating func small() -> UInt256 {
    UInt256(UInt64.random(in: 0...96, using: &random))
  }

  /// Blocks of operations with jumps between them.
  mutating func code() -> [UInt8] {
    var code: [UInt8] = []
    var destinations: [Int] = []
    var height = 0
    for _ in 0..<Int.random(in: 3...60, using: &random) {
      switch Int.random(in: 0..<20, using: &random) {
      case 0...4:
        code += push(constant(), size: Bool.random(using: &random) ? nil : 32)
        height += 1
      case 5, 6:
        ensure(1, &code, &height)
        code.append(0x7f + UInt8(Int.random(in: 1...max(1, min(16, height)), using: &random)))
        height += 1
      case 7, 8:
        ensure(2, &code, &height)
        code.append(0x8f + UInt8(Int.random(in: 1...max(1, min(16, height - 1)), using: &random)))
      case 9:
        code.append(0x50)
        height = max(0, height - 1)
      case 10:
        destinations.append(code.count)
        code.append(0x5b)
      case 11 where !destinations.isEmpty:
        jump(&code, &height, destinations)
      case 12:
        skip(&code, &height)
      default:
        operation(&code, &height)
      }
    }
    return code + ending()
  }

  /// Pushes what the stack lacks, but for now and then.
  private mutating func ensure(_ count: Int, _ code: inout [UInt8], _ height: inout Int) {
    if Int.random(in: 0..<60, using: &random) == 0 { return }
    while height < count {
      code += push(constant())
      height += 1
    }
  }

  private mutating func operation(_ code: inout [UInt8], _ height: inout Int) {
    let operation = pick(Self.operations)
    // Operands are fresh, so that offsets are small and targets exist, or what is there.
    if operation.inputs > 2 || Bool.random(using: &random) {
      for _ in 0..<operation.inputs {
        code += push(Bool.random(using: &random) ? constant() : small())
      }
      height += operation.inputs
    } else {
      ensure(operation.inputs, &code, &height)
    }
    if operation.name.hasSuffix("CALL") || operation.name == "CALLCODE" {
      // A target that exists, with the gas on top.
      code += [0x50, 0x50] + push(pick([0x07e4, 0xde1e, 0xc0de, 4, 2, 0xdead]))
      code += push(UInt256(UInt64.random(in: 0...60_000, using: &random)))
    }
    code.append(opcodeBytes[operation.name] ?? 0xfe)
    height = max(0, height - operation.inputs) + operation.outputs
  }

  private mutating func jump(
    _ code: inout [UInt8], _ height: inout Int, _ destinations: [Int]
  ) {
    let isWild = Int.random(in: 0..<12, using: &random) == 0
    let destination = isWild ? Int.random(in: 0...80, using: &random) : pick(destinations)
    if Bool.random(using: &random) {
      code += push(constant()) + (Bool.random(using: &random) ? [0x15] : [])
      code += push(UInt256(destination)) + [0x57]
    } else {
      // Compares what is on top.
      ensure(2, &code, &height)
      code.append(pick([0x10, 0x11, 0x12, 0x13, 0x14]))
      code += push(UInt256(destination)) + [0x57]
      height = max(0, height - 2)
    }
  }

  /// A jump over some bytes, perhaps data.
  private mutating func skip(_ code: inout [UInt8], _ height: inout Int) {
    let skipped = bytes(Int.random(in: 0...6, using: &random))
    let isConditional = Bool.random(using: &random)
    if isConditional {
      ensure(1, &code, &height)
      code.append(0x15)
      height = max(0, height - 1)
    }
    code += push(UInt256(code.count + 4 + skipped.count), size: 2)
    code += [isConditional ? 0x57 : 0x56] + skipped + [0x5b]
  }

  private mutating func ending() -> [UInt8] {
    switch Int.random(in: 0..<8, using: &random) {
    case 0...3: push(64) + push(0) + [0xf3]
    case 4: push(32) + push(0) + [0xfd]
    case 5: push(pick([0xdead, 0x07e4, 0xc0de])) + [0xff]
    case 6: [0xfe]
    default: []
    }
  }
}
