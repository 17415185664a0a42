import EVM
import EthereumTypes
import Foundation
import Fuzzing
import Testing
import Tracing

@Suite struct TraceWriterTests {
  /// Runs code with some gas and gives its lines and outcome.
  private static func trace(
    _ code: String, gas: Int64 = 100_000, fork: Fork = .osaka,
    accounts: [Address: ProgramState.Account] = [:], memory: Bool = false
  ) throws -> (lines: [String], outcome: ProgramOutcome) {
    var accounts = accounts
    accounts[Program.contract] = .init(balance: 9, code: try #require([UInt8](hex: code)))
    var lines: [String] = []
    let writer = TraceWriter(fork: fork, includesMemory: memory) { lines.append($0) }
    let outcome = ProgramRunner(fork: fork).run(
      CallMessage(kind: .call(to: Program.contract), sender: Program.sender, gas: gas),
      on: ProgramState(accounts), stepsAlways: true, observer: writer)
    #expect(writer.output == outcome.output)
    return (lines, outcome)
  }

  /// The example of EIP-3155, under the rules of its time. `memSize` is what the EIP's text says,
  /// the size before the opcode; go-ethereum then printed 96 at the MSTORE8.
  @Test func givesThePublishedExample() throws {
    let (lines, outcome) = try Self.trace(
      "0x604080536040604055604060006040600060025afa6040f3", gas: 10_000_000_000, fork: .istanbul)
    let sha = "0xf5a5fd42d16a20302798ef6ed309979b43003d2320d9f0e8ea9831a92759fb4b"
    let expected: [(Int, Int, String, String, Int, [String], String, String)] = [
      (0, 96, "0x2540be400", "0x3", 0, [], "0x", "PUSH1"),
      (2, 128, "0x2540be3fd", "0x3", 0, ["0x40"], "0x", "DUP1"),
      (3, 83, "0x2540be3fa", "0xc", 0, ["0x40", "0x40"], "0x", "MSTORE8"),
      (4, 96, "0x2540be3ee", "0x3", 96, [], "0x", "PUSH1"),
      (6, 96, "0x2540be3eb", "0x3", 96, ["0x40"], "0x", "PUSH1"),
      (8, 85, "0x2540be3e8", "0x4e20", 96, ["0x40", "0x40"], "0x", "SSTORE"),
      (9, 96, "0x2540b95c8", "0x3", 96, [], "0x", "PUSH1"),
      (11, 96, "0x2540b95c5", "0x3", 96, ["0x40"], "0x", "PUSH1"),
      (13, 96, "0x2540b95c2", "0x3", 96, ["0x40", "0x0"], "0x", "PUSH1"),
      (15, 96, "0x2540b95bf", "0x3", 96, ["0x40", "0x0", "0x40"], "0x", "PUSH1"),
      (17, 96, "0x2540b95bc", "0x3", 96, ["0x40", "0x0", "0x40", "0x0"], "0x", "PUSH1"),
      (19, 90, "0x2540b95b9", "0x2", 96, ["0x40", "0x0", "0x40", "0x0", "0x2"], "0x", "GAS"),
      (
        20, 250, "0x2540b95b7", "0x24abb676c", 96,
        ["0x40", "0x0", "0x40", "0x0", "0x2", "0x2540b95b7"], "0x", "STATICCALL"
      ),
      (21, 96, "0x2540b92a7", "0x3", 96, ["0x1"], sha, "PUSH1"),
      (23, 243, "0x2540b92a4", "0x0", 96, ["0x1", "0x40"], sha, "RETURN"),
    ]
    #expect(lines.count == expected.count)
    for (line, (pc, op, gas, cost, size, stack, data, name)) in zip(lines, expected) {
      let items = stack.map { "\"\($0)\"" }.joined(separator: ",")
      #expect(
        line == "{\"pc\":\(pc),\"op\":\(op),\"gas\":\"\(gas)\",\"gasCost\":\"\(cost)\","
          + "\"memSize\":\(size),\"stack\":[\(items)],\"depth\":1,\"returnData\":\"\(data)\","
          + "\"refund\":\"0x0\",\"opName\":\"\(name)\"}")
    }
    let summary = TraceSummary(
      output: outcome.output, gasUsed: UInt64(10_000_000_000 - outcome.gasLeft), pass: true,
      fork: .istanbul)
    // The published output is one byte, because the call returns 64 bytes from offset 1 of none.
    #expect(summary.line.contains("\"gasUsed\":\"0x515c\",\"pass\":true"))
  }

  /// A call into a contract that fails, computed by hand: what the callee gets is part of the
  /// call's cost, what it gives back is there at the next line, and refunds are shown.
  @Test func followsACallByHand() throws {
    let callee = Address(word: 0xca11)
    // PUSH0 ×5, PUSH2 callee, PUSH2 1000, CALL, STOP; callee: PUSH1 7, JUMP.
    let (lines, _) = try Self.trace(
      "0x5f5f5f5f5f61ca116103e8f100", fork: .cancun,
      accounts: [callee: .init(code: [0x60, 7, 0x56])])
    #expect(lines.count == 11)
    func line(_ text: String, _ name: String, _ depth: Int, _ rest: String = "") -> String {
      "{\(text),\"depth\":\(depth),\"returnData\":\"0x\",\"refund\":\"0x0\","
        + "\"opName\":\"\(name)\"\(rest)}"
    }
    // 100,000 less 5 · 2 and 2 · 3; then 100 for the call, 2,500 for the cold account and 1,000.
    #expect(
      lines[7]
        == line(
          "\"pc\":11,\"op\":241,\"gas\":\"0x18690\",\"gasCost\":\"0xe10\",\"memSize\":0,"
            + "\"stack\":[\"0x0\",\"0x0\",\"0x0\",\"0x0\",\"0x0\",\"0xca11\",\"0x3e8\"]", "CALL", 1)
    )
    #expect(
      lines[8]
        == line(
          "\"pc\":0,\"op\":96,\"gas\":\"0x3e8\",\"gasCost\":\"0x3\",\"memSize\":0,\"stack\":[]",
          "PUSH1", 2))
    #expect(
      lines[9]
        == line(
          "\"pc\":2,\"op\":86,\"gas\":\"0x3e5\",\"gasCost\":\"0x8\",\"memSize\":0,"
            + "\"stack\":[\"0x7\"]", "JUMP", 2, ",\"error\":\"invalid jump destination\""))
    // 99,984 − 3,600: a halted callee gives nothing back.
    #expect(
      lines[10]
        == line(
          "\"pc\":12,\"op\":0,\"gas\":\"0x17880\",\"gasCost\":\"0x0\",\"memSize\":0,"
            + "\"stack\":[\"0x0\"]", "STOP", 1))
  }

  @Test func aCreationsCostLacksWhatItsCodeGets() throws {
    // PUSH1 1, PUSH0, PUSH0, CREATE with STOP as its code; then the end of the code.
    let (lines, _) = try Self.trace("0x60015f5ff0", gas: 50_000)
    // 32,000 + 3 for a word of memory + 2 for a word of initialisation code.
    #expect(lines[3].contains("\"op\":240,\"gas\":\"0xc349\",\"gasCost\":\"0x7d05\""))
    #expect(lines[4].contains("\"pc\":0,\"op\":0,") && lines[4].contains("\"depth\":2"))
    #expect(lines[5].contains("\"pc\":5,\"op\":0,") && lines[5].contains("\"depth\":1"))
    #expect(lines.count == 6)
  }

  @Test(arguments: [
    ("0x600160005500", Int64(2_306), "out of gas"), ("0x01", 100, "stack underflow"),
    ("0x60", 2, "out of gas"), ("0x5f5ffd", 100, "execution reverted"),
    ("0xfe", 100, "invalid opcode"), ("0x5f56", 100, "invalid jump destination"),
    ("0x60015f5f3e", 100, "return data out of bounds"),
  ])
  func theLastOpcodeSaysWhy(code: String, gas: Int64, error: String) throws {
    let (lines, _) = try Self.trace(code, gas: gas)
    let last = try #require(lines.last)
    #expect(last.contains(",\"error\":\"\(error)\"}"), "\(last)")
    #expect(lines.dropLast().allSatisfy { !$0.contains("error") })
  }

  @Test func namesAndMemory() throws {
    let (lines, _) = try Self.trace("0x445f525f51", memory: true)
    #expect(lines[0].contains("\"opName\":\"PREVRANDAO\",\"memory\":\"0x\"}"))
    #expect(
      lines[4].contains(
        "\"opName\":\"MLOAD\",\"memory\":\"0x" + String(repeating: "0", count: 61) + "da0\"}"))
    let (old, _) = try Self.trace("0x440c", fork: .london)
    #expect(old[0].contains("\"opName\":\"DIFFICULTY\""))
    #expect(old[1].contains("\"opName\":\"opcode 0x0c not defined\",\"error\":\"invalid opcode\""))
  }

  /// Every line is JSON, and every opcode costs what the lines around it say.
  @Test func linesOfRandomProgramsAreJSON() throws {
    for seed in UInt64(0)..<60 {
      var generator = ProgramGenerator(seed: seed, fork: .amsterdam)
      let program = generator.program()
      if program.gas > 1 << 29 { continue }
      var lines: [String] = []
      let writer = TraceWriter(fork: .amsterdam) { lines.append($0) }
      _ = ProgramRunner(fork: .amsterdam).run(
        program.message, on: program.state, stepsAlways: true, observer: writer)
      var last: (gas: Int, cost: Int)?
      for line in lines.prefix(500) {
        let object = try #require(
          try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        let gas = try Self.number(object["gas"])
        let cost = try Self.number(object["gasCost"])
        if object["depth"] as? Int == 1 {
          if let last { #expect(gas == last.gas - last.cost, "seed \(seed): \(line)") }
          let name = try #require(object["opName"] as? String)
          let isCall = name.contains("CALL") && !name.hasPrefix("CALLD") && name != "CALLER"
          last = isCall || name.hasPrefix("CREATE") ? nil : (gas, cost)
        }
      }
    }
  }

  private static func number(_ value: Any?) throws -> Int {
    let text = try #require(value as? String)
    return try #require(Int(text.dropFirst(2), radix: 16))
  }
}
