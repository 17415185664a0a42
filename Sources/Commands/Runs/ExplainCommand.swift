import ArgumentParser
import EthereumTypes
import Experiments
import Foundation
import Records
import Reports

/// `balbench explain`: why the transactions of a recorded block were grouped as they were.
struct ExplainCommand: ParsableCommand {
  /// How an explanation is written.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, dot, svg, json
  }

  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say why a recorded block was grouped as it was.",
    discussion: """
      Reads what `balbench run` recorded, and runs nothing. Says how each attempt at the block \
      ended and which dependency a failed one missed and why; the groups, and what was joined \
      without need; the hottest resources; and the resources without which the largest group \
      would fall apart. With two --tx, the chain of conflicts that joins the two, or why they are \
      apart.

      The groups are those of the last executed attempt unless --attempt chooses another.

      EXAMPLES
        balbench explain --run results/quickstart/20260101T120000Z-0123abcd --block 8
        balbench explain --run DIR --block 8 --strategy heuristic --tx 20 --tx 24
        balbench explain --run DIR --block 8 --strategy refined --attempt 0 --format svg -o 8.svg
        balbench explain --run DIR --block 8 --format dot | dot -Tpdf > block.pdf
        balbench explain --run DIR --block 8 --format json | jq .splits

      EXIT CODES
        0  explained
        2  the command line is wrong, or the run does not hold what is asked for
      """)

  @Option(
    name: .customLong("run"),
    help: ArgumentHelp("The folder of a run.", valueName: "DIR"), completion: .directory)
  var folder: String

  @Option(help: ArgumentHelp("The block with this number.", valueName: "N"))
  var block: UInt64

  @Option(
    help: ArgumentHelp(
      "The strategy's label or name; the first of the run unless given.", valueName: "S"),
    completion: .strategies)
  var strategy: String?

  @Option(
    help: ArgumentHelp("A transaction's position in the block, from 0; up to two.", valueName: "I"))
  var tx: [Int] = []

  @Option(help: ArgumentHelp("The attempt whose groups are explained, from 0.", valueName: "K"))
  var attempt: Int?

  @Option(help: ArgumentHelp("The block set, where several hold the block.", valueName: "NAME"))
  var blockSet: String?

  @Option(help: ArgumentHelp("The chain, where several hold the block.", valueName: "NAME"))
  var chain: String?

  @Option(help: "How the explanation is written: text, dot, svg or json.")
  var format = Format.text

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write to this file instead of standard output.", valueName: "FILE"),
    completion: .file())
  var output: String?

  func validate() throws {
    guard tx.count <= 2 else { throw ValidationError("\(tx.count) --tx are given; use up to two") }
  }

  func run() throws {
    let text: String
    do {
      text = try explanation()
    } catch let error as ExplanationError {
      throw CommandFailure(.configuration, "error: \(error)" + suggestion(for: error))
    } catch {
      // Earlier versions recorded fewer tables and columns.
      let isOfTable = error is FileError || error is CSVError
      throw CommandFailure(
        .configuration,
        "\(error)" + (isOfTable ? "\nexpected a folder that this version's `run` made" : ""))
    }
    guard let output else { return print(text) }
    do {
      try (text + "\n").write(toFile: output, atomically: true, encoding: .utf8)
    } catch {
      throw CommandFailure(
        .configuration, "\(output): error: cannot write the file: \(error.localizedDescription)")
    }
  }

  private func explanation() throws -> String {
    var choice = ExplanationChoice(block: block)
    choice.blockSet = blockSet
    choice.chain = chain
    choice.strategy = strategy
    choice.attempt = attempt
    let explained = try ExplainedBlock(choice, in: RunFolder(path: folder))
    let pair = try tx.map { try explained.transaction($0) }
    return switch format {
    case .text: ExplanationText(explained, pair: pair).lines.joined(separator: "\n")
    case .dot: ExplanationDOT(explained, pair: pair).lines.joined(separator: "\n")
    case .svg: ExplanationSVG(explained, pair: pair).lines.joined(separator: "\n")
    case .json: try ExplanationJSON(explained, pair: pair).text()
    }
  }

  private func suggestion(for error: ExplanationError) -> String {
    guard case .unknown(_, let given, let known) = error,
      let phrase = SpellingSuggestion.phrase(for: given, among: known)
    else { return "" }
    return "; \(phrase)"
  }
}
