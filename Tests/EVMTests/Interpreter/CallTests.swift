import EVM
import EthereumTypes
import Fuzzing
import Testing

@Suite struct CallTests {
  static let callee = TestMachine.other

  /// A machine whose contract runs `text`, beside a contract that runs `callee`.
  static func machine(_ text: String, callee: String, fork: Fork = .amsterdam) -> TestMachine {
    var machine = TestMachine(text, fork: fork)
    machine.accounts[Self.callee] = .init(nonce: 1, code: assemble(callee))
    return machine
  }

  /// A call of the other contract, with its result on the stack.
  static func call(
    _ kind: String = "CALL", value: Int? = 0, input: (Int, Int) = (0, 0),
    output: (Int, Int) = (0, 0), gas: String = "GAS", to target: String = "0x07e4"
  ) -> String {
    let valueText = kind == "CALL" || kind == "CALLCODE" ? "PUSH \(value ?? 0)" : ""
    return """
      PUSH \(output.1) PUSH \(output.0) PUSH \(input.1) PUSH \(input.0) \(valueText)
      PUSH \(target) \(gas) \(kind)
      """
  }

  @Test func givesEachKindItsContext() throws {
    // Address, caller and value, in one number.
    let callee = "ADDRESS CALLER PUSH 160 SHL XOR CALLVALUE PUSH 240 SHL XOR".returningTop
    let caller = UInt256(0xc0de)
    let expected: [(String, UInt256)] = [
      ("CALL", UInt256(0x07e4) ^ caller << 160 ^ UInt256(3) << 240),
      ("CALLCODE", caller ^ caller << 160 ^ UInt256(3) << 240),
      ("DELEGATECALL", caller ^ UInt256(0x5e4de7) << 160 ^ UInt256(9) << 240),
      ("STATICCALL", UInt256(0x07e4) ^ caller << 160),
    ]
    for (kind, word) in expected {
      var machine = Self.machine(
        (Self.call(kind, value: 3, output: (0, 32)) + " POP PUSH 0 MLOAD").returningTop,
        callee: callee)
      machine.value = 9
      #expect(try #require(machine.runBothWays()).word == word, "\(kind)")
    }
  }

  @Test func passesDataBothWays() throws {
    let callee = "PUSH 0 CALLDATALOAD PUSH 1 ADD".returningTop
    let text =
      "PUSH 41 PUSH 0 MSTORE " + Self.call(input: (0, 32), output: (32, 32))
      + " POP PUSH 32 MLOAD RETURNDATASIZE ADD"
    #expect(try #require(Self.machine(text.returningTop, callee: callee).runBothWays()).word == 74)
  }

  @Test func copiesNoMoreThanWasReturned() throws {
    let callee = "PUSH 0xff PUSH 0 MSTORE8 PUSH 1 PUSH 0 RETURN"
    let text = "PUSH 0 NOT PUSH 0 MSTORE " + Self.call(output: (0, 32)) + " POP PUSH 0 MLOAD"
    let execution = try #require(Self.machine(text.returningTop, callee: callee).runBothWays())
    #expect(execution.word == .max)
  }

  @Test func haltsOnReturnDataThatIsNotThere() throws {
    let callee = "PUSH 5 PUSH 0 RETURN"
    let within = Self.call() + " PUSH 5 PUSH 0 PUSH 0 RETURNDATACOPY"
    #expect(Self.machine(within, callee: callee).runBothWays()?.status == .success)
    for operands in ["PUSH 6 PUSH 0", "PUSH 0 PUSH 6", "PUSH 1 PUSH \(UInt256.max.hex)"] {
      let beyond = Self.call() + " \(operands) PUSH 0 RETURNDATACOPY"
      #expect(
        Self.machine(beyond, callee: callee).runBothWays()?.status
          == .halt(.returnDataOutOfBounds))
    }
  }

  @Test func undoesWhatFailed() throws {
    for ending in ["PUSH 0 PUSH 0 REVERT", "INVALID"] {
      let callee = "PUSH 1 PUSH 1 SSTORE PUSH 0 PUSH 0 LOG0 " + ending
      let execution = try #require(
        Self.machine(Self.call(gas: "PUSH 50000").returningTop, callee: callee).runBothWays())
      #expect(execution.word == 0)
      #expect(execution.logs.isEmpty)
      #expect(execution.slots == ["\(Self.callee) 1 0 -> 0"])
      #expect(execution.refund == 0)
    }
  }

  @Test func forbidsWritesInStaticCalls() throws {
    for write in [
      "PUSH 1 PUSH 1 SSTORE", "PUSH 1 PUSH 1 TSTORE", "PUSH 0 PUSH 0 LOG0",
      "PUSH 0 PUSH 0 PUSH 0 CREATE", "PUSH 0 PUSH 0 PUSH 0 PUSH 0 CREATE2", "PUSH 1 SELFDESTRUCT",
      Self.call(value: 1, to: "0x5e4de7"),
    ] {
      let text = Self.call("STATICCALL", gas: "PUSH 100000").returningTop
      let execution = try #require(Self.machine(text, callee: write).runBothWays())
      #expect(execution.word == 0, "\(write)")
      #expect(execution.slots.isEmpty, "\(write)")
    }
    let harmless = Self.machine(
      Self.call("STATICCALL").returningTop, callee: Self.call(value: 0, to: "0x5e4de7"))
    #expect(try #require(harmless.runBothWays()).word == 1)
  }

  /// Gas of calls to an account without code: access, value, new account, stipend given back.
  static let prices: [(Fork, to: String, value: Int, gas: Int64)] = [
    (.amsterdam, "0x5e4de7", 0, 100), (.amsterdam, "0xdead", 0, 2_600),
    (.amsterdam, "0x5e4de7", 1, 100 + 9_000 - 2_300),
    (.amsterdam, "0xdead", 1, 2_600 + 9_000 + 25_000 - 2_300),
    (.istanbul, "0xdead", 0, 700), (.istanbul, "0xdead", 1, 700 + 9_000 + 25_000 - 2_300),
    (.tangerineWhistle, "0xdead", 0, 700 + 25_000), (.frontier, "0xdead", 0, 40 + 25_000),
    (.frontier, "0x5e4de7", 1, 40 + 9_000 - 2_300),
  ]

  @Test(arguments: prices.indices) func chargesForCalls(index: Int) throws {
    let (fork, target, value, gas) = Self.prices[index]
    let machine = TestMachine(
      Self.call(value: value, gas: "PUSH 0", to: target), fork: fork)
    let execution = try #require(machine.runBothWays())
    #expect(execution.status == .success)
    #expect(execution.gasUsed == gas + 7 * 3)
  }

  @Test func keepsOne64th() throws {
    // The callee returns the gas that it was given, less its GAS.
    let text = (Self.call(output: (0, 32)) + " POP PUSH 0 MLOAD").returningTop
    let execution = try #require(
      Self.machine(text, callee: "GAS".returningTop).runBothWays(gas: 100_000))
    let available: UInt64 = 100_000 - 6 * 3 - 2 - 2_600 - 3
    #expect(execution.word == UInt256(available - available / 64 - 2))
    // Before EIP-150 asking for more than there is halts.
    let old = Self.machine(Self.call(gas: "PUSH 200000"), callee: "STOP", fork: .homestead)
    #expect(old.runBothWays(gas: 100_000)?.status == .halt(.outOfGas))
  }

  /// A contract that calls itself and adds one to what it gets back.
  @Test func nests1024Deep() throws {
    let text = """
      PUSH 32 PUSH 0 PUSH 0 PUSH 0 PUSH 0 ADDRESS GAS CALL POP
      PUSH 0 MLOAD PUSH 1 ADD
      """
    let execution = try #require(
      TestMachine(text.returningTop).runBothWays(gas: 1_000_000_000_000))
    // Depths 0 to 1024 run; the call at depth 1024 fails.
    #expect(execution.word == 1025)
    #expect(execution.status == .success)
  }

  /// Full stacks and grown memory at many depths stay apart.
  @Test func keepsFramesApart() throws {
    let pushes = (0..<500).map { "PUSH \($0 + 1)" }.joined(separator: " ")
    let drops = String(repeating: " ADD", count: 499)
    let text = """
      \(pushes) PUSH 7 PUSH 5000 MSTORE
      PUSH 32 PUSH 0 PUSH 0 PUSH 0 PUSH 0 ADDRESS
      PUSH 40 GAS DIV PUSH 39 MUL CALL POP
      \(drops) PUSH 0 MLOAD ADD
      """
    let execution = try #require(TestMachine(text.returningTop).runBothWays(gas: 3_000_000))
    let word = try #require(execution.word)
    #expect(word > 125_250 && word.remainder(dividingBy: 125_250) == 0)
  }

  @Test func movesValueAndLogsIt() throws {
    let text = Self.call(value: 5).returningTop
    let execution = try #require(Self.machine(text, callee: "STOP").runBothWays())
    let log = try #require(execution.logs.first)
    #expect(execution.logs.count == 1)
    // EIP-7708
    #expect(log.address == Address(hex: "0xfffffffffffffffffffffffffffffffffffffffe"))
    #expect(log.topics[0] == keccak256(Array("Transfer(address,address,uint256)".utf8)))
    #expect(log.topics[1].word == 0xc0de && log.topics[2].word == 0x07e4)
    #expect(log.data == UInt256(5).bigEndianBytes)
    #expect(Self.machine(text, callee: "STOP", fork: .bpo2).run().logs.isEmpty)
    let poor = try #require(
      Self.machine(Self.call(value: 1_000_001).returningTop, callee: "STOP").runBothWays())
    #expect(poor.word == 0 && poor.logs.isEmpty)
  }

  @Test func runsPrecompiledContracts() throws {
    let text =
      "PUSH 0xabcdef PUSH 0 MSTORE "
      + Self.call("STATICCALL", input: (29, 3), output: (32, 32), to: "4")
      + " POP PUSH 32 MLOAD RETURNDATASIZE ADD"
    let execution = try #require(TestMachine(text.returningTop).runBothWays())
    #expect(execution.word == UInt256(0xabcdef) << 232 &+ 3)
    let starved = Self.call("STATICCALL", gas: "PUSH 14", to: "4").returningTop
    #expect(try #require(TestMachine(starved).runBothWays()).word == 0)
  }

  @Test func followsDelegations() throws {
    let delegate = Address(word: 0xde1e)
    var machine = TestMachine(Self.call(output: (0, 32)) + " POP PUSH 0 MLOAD".returningTop)
    machine.accounts[Self.callee] = .init(code: [0xef, 1, 0] + delegate.bytes)
    machine.accounts[delegate] = .init(code: assemble("ADDRESS".returningTop))
    let execution = try #require(machine.runBothWays())
    // The delegate's code runs in the name of the account.
    #expect(execution.word == 0x07e4)
    #expect(execution.accounts.count == 3)
    machine.fork = .cancun
    #expect(try #require(machine.runBothWays()).word == 0)
  }

  @Test func delegatesToPrecompiledContractsAreEmpty() throws {
    var machine = TestMachine(
      (Self.call(input: (0, 32), output: (0, 32)) + " POP RETURNDATASIZE").returningTop)
    machine.accounts[Self.callee] = .init(
      code: [0xef, 1, 0] + Address(word: 4).bytes)
    #expect(try #require(machine.runBothWays()).word == 0)
  }
}
