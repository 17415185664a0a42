import EthereumTypes
import Foundation
import Fuzzing

/// What `fuzz` found, for people and for programs.
struct FuzzReportText {
  private let report: FuzzReport

  init(_ report: FuzzReport) { self.report = report }

  /// The report in lines.
  var lines: [String] {
    let endings = report.endings.sorted {
      $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value
    }
    return [
      "\(report.programCount) programs, \(report.runCount) runs, \(report.opcodeCount) opcodes",
      "endings: " + endings.map { "\($0.key) \($0.value)" }.joined(separator: ", "),
      report.failures.isEmpty ? "no difference" : "\(report.failures.count) differ",
    ] + report.failures.flatMap(lines(of:))
  }

  private func lines(of failure: FuzzReport.Failure) -> [String] {
    let program = failure.minimized
    var lines = [
      "", "seed \(failure.seed), \(program.fork.name): block by block / opcode by opcode",
    ]
    lines += Self.lines(of: failure.difference)
    lines += ["", "reduced to a \(program.kind.rawValue) with \(program.gas) gas:"]
    if !program.value.isZero { lines.append("  value \(program.value)") }
    if !program.data.isEmpty { lines.append("  data \(program.data.hex)") }
    for (address, code) in program.codes.sorted(by: { $0.key < $1.key }) {
      lines.append("  code of \(address): \(code.bytes.hex)")
      lines += code.lines(in: program.fork).map { "    \($0)" }
    }
    for (address, account) in program.accounts.sorted(by: { $0.key < $1.key }) {
      lines.append("  account \(Self.text(address, account))")
    }
    lines += Self.lines(of: failure.minimizedDifference)
    return lines + ["", "find it again: \(Self.command(failure))"]
  }

  private static func lines(of difference: ProgramDifference) -> [String] {
    difference.fields.map { "  \($0.name): \(cut($0.blocks)) / \(cut($0.steps))" }
  }

  private static func text(_ address: Address, _ account: ProgramState.Account) -> String {
    let storage = account.storage.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
    return "\(address): balance \(account.balance), nonce \(account.nonce)"
      + (account.code.isEmpty ? "" : ", code \(account.code.hex)")
      + (storage.isEmpty ? "" : ", storage [\(storage.joined(separator: ", "))]")
  }

  /// Memory may be long; the JSON has all of it.
  private static func cut(_ text: String) -> String {
    text.count <= 200 ? text : "\(text.prefix(200))… (\(text.count) characters)"
  }

  private static func command(_ failure: FuzzReport.Failure) -> String {
    "balbench fuzz evm --seed \(failure.seed) --programs 1 --fork \(failure.program.fork.name)"
  }

  // MARK: JSON

  private struct Document: Encodable {
    var programs: Int
    var runs: Int
    var opcodes: Int
    var endings: [String: Int]
    var differences: [Difference]
  }

  private struct Difference: Encodable {
    var seed: UInt64
    var fork: String
    var command: String
    var fields: [ProgramDifference.Field]
    var program: ProgramText
    var minimized: ProgramText
    var minimizedFields: [ProgramDifference.Field]
  }

  private struct ProgramText: Encodable {
    var kind: String
    var gas: Int64
    var value: String
    var data: String
    var codes: [String: String]
    var accounts: [String: AccountText]

    init(_ program: Program) {
      kind = program.kind.rawValue
      gas = program.gas
      value = program.value.hex
      data = program.data.hex
      codes = [:]
      for (address, code) in program.codes { codes["\(address)"] = code.bytes.hex }
      accounts = [:]
      for (address, account) in program.accounts { accounts["\(address)"] = AccountText(account) }
    }
  }

  private struct AccountText: Encodable {
    var balance: String
    var nonce: UInt64
    var code: String
    var storage: [String: String]

    init(_ account: ProgramState.Account) {
      balance = account.balance.hex
      nonce = account.nonce
      code = account.code.hex
      storage = [:]
      for (slot, value) in account.storage { storage[slot.hex] = value.hex }
    }
  }

  /// The report as one JSON object.
  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let document = Document(
      programs: report.programCount, runs: report.runCount, opcodes: report.opcodeCount,
      endings: report.endings,
      differences: report.failures.map { failure in
        Difference(
          seed: failure.seed, fork: failure.program.fork.name, command: Self.command(failure),
          fields: failure.difference.fields, program: ProgramText(failure.program),
          minimized: ProgramText(failure.minimized),
          minimizedFields: failure.minimizedDifference.fields)
      })
    return String(decoding: try encoder.encode(document), as: UTF8.self)
  }
}
