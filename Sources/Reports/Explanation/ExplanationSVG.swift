import Records
import Scheduling

/// An explanation as a drawing: one row a group, its transactions in block order, dependencies as
/// arcs.
package struct ExplanationSVG {
  private static let box = (width: 34, height: 20)
  private static let step = (x: 44, y: 64)
  private static let margin = (left: 96, top: 64)
  private static let aloneInARow = 24

  private let block: ExplainedBlock
  private let graph: ExplanationGraph
  private let rows: [(title: String, transactions: [Int])]
  /// The left upper corner of each transaction's box.
  private var places: [Int: (x: Int, y: Int)] = [:]

  /// - Parameter pair: The transactions to be explained: none, one, or two.
  package init(_ block: ExplainedBlock, pair: [TransactionIndex]) {
    self.block = block
    let graph = ExplanationGraph(block, pair: pair)
    self.graph = graph
    rows =
      graph.groups.map { ("group \($0.number)", $0.transactions) }
      + stride(from: 0, to: graph.alone.count, by: Self.aloneInARow).map { start in
        let end = min(start + Self.aloneInARow, graph.alone.count)
        return (start == 0 ? "alone" : "", Array(graph.alone[start..<end]))
      }
    for (number, row) in rows.enumerated() {
      for (column, transaction) in row.transactions.enumerated() {
        places[transaction] = (
          Self.margin.left + column * Self.step.x, Self.margin.top + number * Self.step.y
        )
      }
    }
  }

  /// How many arcs it has.
  var arcCount: Int { graph.links.count }

  package var lines: [String] {
    let columns = rows.map(\.transactions.count).max() ?? 0
    let width = max(560, Self.margin.left + columns * Self.step.x + 16)
    let height = Self.margin.top + rows.count * Self.step.y
    let identity = block.block.identity
    let title = "\(identity.blockSet) block \(identity.blockNumber) under \(identity.label)"
    return [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(width) \(height)\""
        + " width=\"\(width)\" height=\"\(height)\" role=\"img\""
        + " class=\"explanation\">",
      "<title>\(escaped(title))</title>", Self.style,
      "<rect class=\"ground\" width=\"\(width)\" height=\"\(height)\"/>",
      "<text x=\"12\" y=\"20\" class=\"title\">\(escaped(title))</text>",
      "<text x=\"12\" y=\"38\">black: kept · dotted: joined without need ·"
        + " dashed: missed · red: missed and harmful</text>",
    ] + graph.links.map(arc) + rows.indices.map(heading)
      + rows.flatMap(\.transactions).map(drawing) + ["</svg>"]
  }

  // Every rule names the drawing: it may stand within a page.
  private static let style = """
    <style>
    .explanation{font:12px sans-serif}.explanation text{fill:#222}.explanation .title{font-weight:bold}
    .explanation .ground,.explanation .box{fill:#fff}.explanation .box{stroke:#222}
    .explanation path{fill:none;stroke:#555}.explanation .needless{stroke-dasharray:1 4}
    .explanation .missed{stroke:#1c6dd0;stroke-dasharray:5 4}
    .explanation .harmful{stroke:#c62828;stroke-width:2}
    @media (prefers-color-scheme:dark){.explanation text{fill:#ddd}
    .explanation .ground,.explanation .box{fill:#161616}.explanation .box{stroke:#ddd}
    .explanation path{stroke:#aaa}.explanation .missed{stroke:#6fb1ff}
    .explanation .harmful{stroke:#ff6e6e}}
    </style>
    """

  private func heading(_ row: Int) -> String {
    "<text x=\"12\" y=\"\(Self.margin.top + row * Self.step.y + 14)\">\(rows[row].title)</text>"
  }

  private func drawing(of transaction: Int) -> String {
    guard let place = places[transaction] else { return "" }
    let row = block.transactions[transaction]
    let tip =
      "transaction \(transaction): \(row.gasUsed) gas, to"
      + " \(row.toLabel ?? row.to ?? "creation")"
    return "<g><title>\(escaped(tip))</title><rect class=\"box\" x=\"\(place.x)\" y=\"\(place.y)\""
      + " width=\"\(Self.box.width)\" height=\"\(Self.box.height)\" rx=\"4\"/>"
      + "<text x=\"\(place.x + Self.box.width / 2)\" y=\"\(place.y + 14)\""
      + " text-anchor=\"middle\">\(transaction)</text></g>"
  }

  private func arc(_ link: ExplanationGraph.Link) -> String {
    guard let from = places[link.first], let to = places[link.second] else { return "" }
    let name =
      switch link.standing {
      case .kept: "kept"
      case .needless: "needless"
      case .missed: "missed"
      case .harmful: "harmful"
      }
    let half = Self.box.width / 2
    let path: String
    if from.y == to.y {
      // Longer arcs rise higher, but not into the row above.
      let rise = min(30, 8 + (to.x - from.x).magnitude / 16)
      path =
        "M\(from.x + half) \(from.y) Q\((from.x + to.x) / 2 + half)"
        + " \(from.y - Int(rise)) \(to.x + half) \(to.y)"
    } else {
      let start = from.y < to.y ? from.y + Self.box.height : from.y
      let end = from.y < to.y ? to.y : to.y + Self.box.height
      path = "M\(from.x + half) \(start) L\(to.x + half) \(end)"
    }
    let words = link.edges.map(block.text).joined(separator: "\n")
    return "<path class=\"\(name)\" d=\"\(path)\"><title>\(escaped(words))</title></path>"
  }

  private func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
  }
}
