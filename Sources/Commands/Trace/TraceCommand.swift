import ArgumentParser
import BlockSets
import Conformance
import EVM
import EthereumTypes
import Execution
import Foundation
import Fuzzing
import Tracing

/// `balbench trace`: what the EVM does, opcode by opcode.
struct TraceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Print the opcodes that are executed, as EIP-3155 lines.",
    discussion: """
      Traces a transaction of a block, a state test, or code alone. Prints a line of JSON for \
      every opcode, and a last line with output, gas used and whether it passed; with the state \
      root after the transaction where the state is known. Compare with other clients by `diff`.

      PATH is a block set (blockchain tests or real blocks) or a file of state tests. Of blocks, \
      the first with enough transactions is taken unless --case and --block choose another; of \
      state tests, the first variant that --case, --fork and --variant leave.

      EXAMPLES
        balbench trace 1-19426587.json.gz --tx 4
        balbench trace tests.json --case sstore --block 1 --tx 0 --memory
        balbench trace state-test.json --fork Cancun --variant d0g1v0
        balbench trace --code 0x6003600401 --fork Osaka
        balbench trace --code 0x600035 --input 0x01 --gas 100000

      EXIT CODES
        0  traced
        1  the transaction is not valid, or a state test gives another result than it expects
        2  the command line is wrong, or an input cannot be read
      """)

  @Argument(help: "Blocks or state tests.", completion: .file(extensions: ["json", "gz"]))
  var path: String?

  @Option(
    name: .customLong("case"),
    help: ArgumentHelp("The test case: its name or a part of it.", valueName: "NAME"))
  var caseName: String?

  @Option(help: ArgumentHelp("The block with this number.", valueName: "N"))
  var block: UInt64?

  @Option(help: ArgumentHelp("The transaction's position in its block, from 0.", valueName: "I"))
  var tx: Int?

  @Option(help: ArgumentHelp("The variant of a state test.", valueName: "dDgGvV"))
  var variant: String?

  @Option(help: ArgumentHelp("The fork of a state test or of code.", valueName: "F"))
  var fork: Fork?

  @OptionGroup(title: "Code alone") var code: CodeOptions

  @Flag(help: "Show the memory before each opcode.")
  var memory = false

  func validate() throws {
    guard (path == nil) != (code.code == nil) else {
      throw ValidationError("give either PATH or --code")
    }
    if let tx, !(0..<Int(UInt32.max)).contains(tx) {
      throw ValidationError("--tx is \(tx); use 0 to \(UInt32.max - 1)")
    }
    if path == nil {
      let foreign = [
        ("--case", caseName != nil), ("--block", block != nil), ("--tx", tx != nil),
        ("--variant", variant != nil),
      ].filter(\.1).map(\.0)
      if !foreign.isEmpty {
        throw ValidationError("\(foreign.joined(separator: ", ")) chooses from PATH, not --code")
      }
    } else if !code.foreignToPath.isEmpty {
      let names = code.foreignToPath.joined(separator: ", ")
      throw ValidationError("\(names) goes with --code, not with PATH")
    }
  }

  func run() throws {
    let lines = LineOutput()
    defer { lines.flush() }
    if let path {
      let source = TraceSource(
        path: path, caseName: caseName, block: block, transaction: tx, variant: variant,
        fork: fork, includesMemory: memory)
      try source.trace(to: lines)
    } else {
      code.trace(fork: fork ?? Fork.allCases[Fork.allCases.count - 1], memory: memory, to: lines)
    }
  }
}

/// Standard output in large pieces: a trace has millions of lines.
final class LineOutput {
  private static let pieceSize = 1 << 16
  private var pending: [UInt8] = []

  /// Writes a line.
  func write(_ line: String) {
    pending += line.utf8
    pending.append(UInt8(ascii: "\n"))
    if pending.count >= Self.pieceSize { flush() }
  }

  /// Writes what is held back.
  func flush() {
    try? FileHandle.standardOutput.write(contentsOf: Data(pending))
    pending.removeAll(keepingCapacity: true)
  }
}
