import BlockSets
import Conformance
import EVM
import EthereumTypes
import Execution
import Tracing

/// The transaction of a file that is traced.
struct TraceSource {
  var path: String
  var caseName: String?
  var block: UInt64?
  var transaction: Int?
  var variant: String?
  var fork: Fork?
  var includesMemory: Bool

  /// Executes and prints.
  func trace(to lines: LineOutput) throws {
    switch try stateTests() {
    case .some(let tests): try trace(tests, to: lines)
    case .none: try traceBlock(to: lines)
    }
  }

  /// The state tests of the path, if it is a file of them.
  private func stateTests() throws(CommandFailure) -> [StateTest]? {
    do throws(BlockSetError) {
      let selection = try FileSelection(path: path)
      guard selection.names.count == 1,
        case .stateTests(let tests) = try BlockFile(path: selection.path(of: selection.names[0]))
          .read()
      else { return nil }
      return tests
    } catch {
      throw CommandFailure(.configuration, "\(error)")
    }
  }

  // MARK: Blocks

  private func traceBlock(to lines: LineOutput) throws(CommandFailure) {
    try refuse([("--variant", variant != nil), ("--fork", fork != nil)], of: "state tests")
    var output: () -> [UInt8] = { [] }
    let traced: TracedTransaction
    do {
      traced = try TracedTransaction.run(
        TransactionIndex(rawValue: transaction ?? 0),
        in: BlockAccessListFile.Choice(caseName: caseName, blockNumber: block),
        of: BlockSet(name: path, path: path)
      ) { fork in
        let writer = TraceWriter(fork: fork, includesMemory: includesMemory, write: lines.write)
        output = { writer.output }
        return writer
      }
    } catch let error as ChosenBlockError {
      lines.flush()
      if case .notExecuted = error { throw CommandFailure(.failedCells, "\(error)") }
      throw CommandFailure(.configuration, "\(error)")
    } catch {
      throw CommandFailure(.configuration, "\(error)")
    }
    lines.write(
      TraceSummary(
        stateRoot: traced.stateRoot, output: output(), gasUsed: traced.gasUsed,
        pass: traced.isSuccess, fork: traced.fork
      ).line)
  }

  // MARK: State tests

  private func trace(_ tests: [StateTest], to lines: LineOutput) throws(CommandFailure) {
    try refuse([("--block", block != nil), ("--tx", transaction != nil)], of: "blocks")
    let machines = MachinePool(workerCount: 1)
    let cases = tests.filter { caseName.map($0.name.contains) ?? true }.flatMap { test in
      test.results.map { (StateCase(test: test, expected: $0, machines: machines), $0.fork) }
    }
    guard
      let (chosen, network) = cases.first(where: { chosen, network in
        (variant == nil || chosen.variant == variant) && (fork == nil || network == fork)
      }), let fork = network
    else {
      let found = Set(cases.compactMap { one in one.1.map { "\($0.name) \(one.0.variant)" } })
      throw CommandFailure(
        .configuration,
        "\(path): error: no such variant of a state test; "
          + (found.isEmpty ? "no case has that name" : "there are \(Self.list(found))"))
    }
    let writer = TraceWriter(fork: fork, includesMemory: includesMemory, write: lines.write)
    let (verdict, outcome) = chosen.trace(with: writer)
    if let outcome {
      lines.write(
        TraceSummary(
          stateRoot: outcome.stateRoot, output: writer.output, gasUsed: outcome.gasUsed,
          pass: outcome.isSuccess, fork: fork
        ).line)
    }
    lines.flush()
    switch verdict {
    case .passed: break
    case .failed(let reason), .skipped(let reason):
      throw CommandFailure(.failedCells, "\(path): \(reason)")
    }
  }

  private static func list(_ names: Set<String>) -> String {
    let shown = names.sorted().prefix(8).joined(separator: ", ")
    return names.count > 8 ? "\(shown), …" : shown
  }

  private func refuse(_ options: [(String, Bool)], of what: String) throws(CommandFailure) {
    let given = options.filter(\.1).map(\.0)
    guard !given.isEmpty else { return }
    throw CommandFailure(
      .configuration,
      "\(path): error: \(given.joined(separator: ", ")) is for \(what), which this is not")
  }
}
