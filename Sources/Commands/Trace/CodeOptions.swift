import ArgumentParser
import EVM
import EthereumTypes
import Fuzzing
import Tracing

/// Bytes in hex digits, with or without `0x`.
struct HexBytes: ExpressibleByArgument {
  let bytes: [UInt8]

  init?(argument: String) {
    guard let bytes = [UInt8](hex: argument.hasPrefix("0x") ? argument : "0x" + argument) else {
      return nil
    }
    self.bytes = bytes
  }
}

/// The arguments of a message to code that lies in no block.
struct CodeOptions: ParsableArguments {
  /// As in the examples of EIP-3155.
  private static let defaultGas: Int64 = 10_000_000_000

  @Option(help: ArgumentHelp("The code to run, in an account of its own.", valueName: "HEX"))
  var code: HexBytes?

  @Option(help: ArgumentHelp("The calldata.", valueName: "HEX"))
  var input: HexBytes?

  @Option(help: ArgumentHelp("The gas of the message.", valueName: "N"))
  var gas: Int64?

  @Option(help: ArgumentHelp("Wei that the message brings.", valueName: "WEI"))
  var value: UInt64?

  func validate() throws {
    guard let gas, gas < 0 || gas > 1 << 60 else { return }
    throw ValidationError("--gas is \(gas); use 0 to \(1 << 60)")
  }

  /// What was given of these options, but for the code.
  var foreignToPath: [String] {
    [("--input", input != nil), ("--gas", gas != nil), ("--value", value != nil)]
      .filter(\.1).map(\.0)
  }

  /// Runs the code and prints its trace.
  func trace(fork: Fork, memory: Bool, to lines: LineOutput) {
    let message = CallMessage(
      kind: .call(to: Program.contract), sender: Program.sender,
      value: UInt256(value ?? 0), data: input?.bytes ?? [], gas: gas ?? Self.defaultGas)
    let state = ProgramState([
      Program.sender: .init(balance: UInt256(1) << 100),
      Program.contract: .init(code: code?.bytes ?? []),
    ])
    let writer = TraceWriter(fork: fork, includesMemory: memory, write: lines.write)
    let outcome = ProgramRunner(fork: fork).run(
      message, on: state, stepsAlways: true, observer: writer)
    lines.write(
      TraceSummary(
        output: outcome.output, gasUsed: UInt64(message.gas - outcome.gasLeft),
        pass: outcome.status == .success, fork: fork
      ).line)
  }
}
