import Records
import Scheduling

/// An explanation as a graph for Graphviz.
package struct ExplanationDOT {
  private let block: ExplainedBlock
  private let graph: ExplanationGraph

  /// - Parameter pair: The transactions to be explained: none, one, or two.
  package init(_ block: ExplainedBlock, pair: [TransactionIndex]) {
    self.block = block
    graph = ExplanationGraph(block, pair: pair)
  }

  package var lines: [String] {
    let identity = block.block.identity
    let title = "\(identity.blockSet) block \(identity.blockNumber) under \(identity.label)"
    return [
      "digraph block {", "  label=\(quoted(title)); rankdir=LR;",
      "  node [shape=box, style=rounded, fontname=\"sans-serif\"];",
      "  // kept dependencies are black, needless joins grey and dotted, missed dependencies blue",
      "  // and dashed, those that changed an outcome red and bold",
    ] + graph.groups.flatMap(cluster) + graph.alone.map { "  \(node($0))" }
      + graph.links.map(link) + ["}"]
  }

  private func cluster(_ group: (number: Int, transactions: [Int])) -> [String] {
    ["  subgraph cluster_\(group.number) {", "    label=\"group \(group.number)\";"]
      + group.transactions.map { "    \(node($0))" } + ["  }"]
  }

  private func node(_ transaction: Int) -> String {
    let row = block.transactions[transaction]
    let target = row.toLabel ?? row.to ?? "creation"
    return "t\(transaction) [label=\"\(transaction)\","
      + " tooltip=\(quoted("\(row.gasUsed) gas, to \(target)"))];"
  }

  private func link(_ link: ExplanationGraph.Link) -> String {
    let style =
      switch link.standing {
      case .kept: ""
      case .needless: ", style=dotted, color=gray"
      case .missed: ", style=dashed, color=blue"
      case .harmful: ", style=bold, color=red"
      }
    let words = link.edges.map(block.text).joined(separator: "\n")
    return "  t\(link.first) -> t\(link.second) [tooltip=\(quoted(words))\(style)];"
  }

  private func quoted(_ text: String) -> String {
    var result = "\""
    for character in text {
      switch character {
      case "\"", "\\": result += "\\\(character)"
      case "\n": result += "\\n"
      default: result.append(character)
      }
    }
    return result + "\""
  }
}
