import Records
import Scheduling

/// An explanation in words.
package struct ExplanationText {
  /// How many groups, resources and the like are listed before the rest is summed up.
  private static let listed = 8

  private let block: ExplainedBlock
  private let pair: [TransactionIndex]

  /// - Parameter pair: The transactions to be explained: none, one, or two.
  package init(_ block: ExplainedBlock, pair: [TransactionIndex]) {
    self.block = block
    self.pair = pair
  }

  package var lines: [String] {
    var lines = heading + attemptLines
    if pair.isEmpty {
      lines += groupLines + joinLines + heatLines + splitLines
    } else {
      for transaction in pair { lines += transactionLines(transaction) }
      if pair.count == 2 { lines += pairLines(pair[0], pair[1]) }
    }
    return lines
  }

  // MARK: Block and attempts

  private var heading: [String] {
    let identity = block.block.identity
    return [
      "\(identity.blockSet) block \(identity.blockNumber) (\(identity.chain)) under"
        + " \(identity.label), in the experiment \(block.experiment)",
      "\(NumberText.count(block.transactions.count, "transaction")),"
        + " \(block.gas.reduce(0, +)) gas",
    ]
  }

  private var attemptLines: [String] {
    ["", "attempts"]
      + block.attempts.flatMap { row -> [String] in
        let name = "  \(row.attempt)  tier \(row.tier), \(row.tierStrategy): "
        guard row.outcome != .accepted else { return [name + "accepted"] }
        var lines = [
          name + "\(row.outcome.rawValue), \(row.trigger ?? "unknown trigger"):"
            + " \(row.message ?? "")"
        ]
        if let transaction = row.differingTransaction, let resource = row.differingResource {
          lines.append(
            "     first difference: transaction \(transaction), \(labelled(resource)) is"
              + " \(row.actual ?? "?"), in the reference run \(row.expected ?? "?")")
        }
        if let kind = row.missedEdgeKind, let from = row.missedEdgeFrom, let to = row.missedEdgeTo {
          lines.append(
            "     missed: \(from)–\(to) \(kind) \(labelled(row.missedEdgeResource ?? ""))")
          lines.append("     why: \(reason(of: row, to: to))")
        }
        return lines
      }
  }

  private func reason(of row: AttemptRow, to transaction: Int) -> String {
    let site =
      switch (row.missedEdgeCallDepth, row.missedEdgeOpcode) {
      case (let depth?, let opcode?):
        "transaction \(transaction) first touches it at call depth \(depth), by \(opcode)"
      case (.some, nil): "transaction \(transaction) itself touches it, not its code"
      default: "no opcode of transaction \(transaction) names it"
      }
    let gap = row.missedEdgeExcludedBy.flatMap(ApproximationGap.init)
    return site + (gap.map { "; \($0.words)" } ?? "")
  }

  private func labelled(_ resource: String) -> String {
    Resource(resource).map(block.text) ?? resource
  }

  // MARK: Groups

  private var groupLines: [String] {
    let bounds = block.block.bounds
    let shape = block.attempt.shape
    func decimal(_ value: Double?) -> String { NumberText.decimal(value, places: 2) }
    var lines = [
      "", "groups of attempt \(block.attempt.attempt)",
      "  \(NumberText.count(block.grouping.groups.count, "group")); count ∥"
        + " \(decimal(shape.countParallelism)), gas ∥ \(decimal(shape.gasParallelism))",
      "  the true dependencies ask for"
        + " \(NumberText.count(block.dependencies.components.groups.count, "group")); count ∥"
        + " \(decimal(bounds.componentParallelism)), gas ∥"
        + " \(decimal(bounds.componentGasParallelism)); their longest path allows"
        + " \(decimal(bounds.spanParallelism)), the heaviest transaction"
        + " \(decimal(bounds.transactionBound))",
    ]
    let ranked = block.grouping.groups.enumerated().filter { $0.element.count > 1 }
      .sorted {
        $0.element.count == $1.element.count
          ? $0.offset < $1.offset : $0.element.count > $1.element.count
      }
    for (number, group) in ranked.prefix(Self.listed) {
      let gas = group.reduce(0) { $0 + block.gas[$1.rawValue] }
      lines.append(
        "  group \(number): \(group.count) transactions, \(gas) gas:"
          + " \(numbers(group.map(\.rawValue)))")
    }
    let rest = ranked.count - min(ranked.count, Self.listed)
    if rest > 0 { lines.append("  \(rest) further groups of several transactions") }
    let alone = block.grouping.groups.count { $0.count == 1 }
    lines.append("  \(NumberText.count(alone, "transaction")) alone")
    return lines
  }

  private func numbers(_ members: [Int]) -> String {
    members.prefix(20).map(String.init).joined(separator: " ")
      + (members.count > 20 ? " …" : "")
  }

  private var joinLines: [String] {
    var lines: [String] = []
    let joins = Dictionary(grouping: block.falseEdges, by: \.resource).sorted {
      $0.value.count == $1.value.count ? $0.key < $1.key : $0.value.count > $1.value.count
    }
    if !joins.isEmpty {
      lines += ["", "joined without need, by what the strategy took them to conflict on"]
      lines += joins.prefix(Self.listed).map { resource, edges in
        "  \(edges.count)  \(block.text(resource)): \(pairs(edges))"
      }
    }
    let unexplained = block.attempt.edges.unexplainedFalseEdges ?? 0
    if unexplained > 0 {
      lines += ["", "\(unexplained) joins without need, of which the strategy does not say why"]
    }
    let missed = Dictionary(grouping: block.missedEdges, by: \.effect).sorted { $0.key < $1.key }
    for (effect, edges) in missed {
      lines += ["", "\(effect): \(NumberText.count(edges.count, "dependency edge"))"]
      lines += edges.prefix(Self.listed).map { "  \(block.text($0.edge))" }
    }
    return lines
  }

  private func pairs(_ edges: [ConflictCause]) -> String {
    edges.prefix(5).map { "\($0.first.rawValue)–\($0.second.rawValue)" }.joined(separator: ", ")
      + (edges.count > 5 ? ", …" : "")
  }

  // MARK: Resources

  private var heatLines: [String] {
    let heat = ResourceHeat.all(in: block.dependencies)
    guard !heat.isEmpty else { return ["", "no two transactions depend on each other"] }
    return ["", "hottest resources, by true dependencies"]
      + heat.prefix(Self.listed).map {
        "  \(NumberText.count($0.edges, "edge")) between \($0.transactions) transactions:"
          + " \(block.text($0.resource))"
      }
  }

  private var splitLines: [String] {
    let components = block.dependencies.components
    let splits = ResourceSplit.ofLargestComponent(of: block.dependencies, gas: block.gas)
    guard components.largestGroupTransactions > 1 else { return [] }
    var lines = [
      "",
      "what would split the largest group that the true dependencies ask for"
        + " (\(components.largestGroupTransactions) transactions)",
    ]
    if splits.isEmpty { lines.append("  no single resource") }
    lines += splits.prefix(Self.listed).map { split in
      "  without \(block.text(split.resource)): largest \(split.largestComponent), count ∥"
        + " \(NumberText.decimal(split.countParallelism, places: 2)), gas ∥"
        + " \(NumberText.decimal(split.gasParallelism, places: 2)), longest path"
        + " \(NumberText.decimal(split.spanParallelism, places: 2))"
    }
    return lines
  }

  // MARK: Transactions

  private func transactionLines(_ transaction: TransactionIndex) -> [String] {
    let row = block.transactions[transaction.rawValue]
    let target = row.to.map { $0 + (row.toLabel.map { " [\($0)]" } ?? "") } ?? "a creation"
    let edges = block.dependencies.edges(to: transaction)
    let group = block.group(of: transaction)
    return [
      "", "transaction \(row.transaction)", "  from \(row.sender) to \(target)",
      "  \(row.gasUsed) gas; group \(group) of"
        + " \(NumberText.count(block.grouping.groups[group].count, "transaction"));"
        + " at the end of a chain of \(row.chainDepth), \(row.chainGas) gas",
      edges.isEmpty ? "  depends on no earlier transaction" : "  depends on",
    ] + edges.map { "    \(block.text($0))" }
  }

  private func pairLines(_ first: TransactionIndex, _ second: TransactionIndex) -> [String] {
    let pair = PairExplanation(first, second, in: block)
    let (a, b) = (first.rawValue, second.rawValue)
    let sentence =
      switch pair.relation {
      case .needed: "\(a) and \(b) share a group, as true dependencies ask:"
      case .needless:
        "\(a) and \(b) share a group without need: the strategy took them to conflict, by:"
      case .unexplained:
        "\(a) and \(b) share a group; no dependency joins them, and the strategy does not say why"
      case .missed: "\(a) and \(b) are apart, though dependencies join them:"
      case .independent: "\(a) and \(b) are apart, and no chain of dependencies joins them"
      }
    return ["", sentence] + pair.chain.map { "  \(block.text($0))\(standing(of: $0))" }
  }

  /// What the grouping made of an edge, where that is not plain.
  private func standing(of edge: ConflictCause) -> String {
    if block.falseEdges.contains(edge) { return "  (no true dependency)" }
    return block.missedEdges.first { $0.edge == edge }.map { "  (\($0.effect))" } ?? ""
  }
}

extension ApproximationGap {
  /// The rule in words.
  var words: String {
    switch self {
    case .none: "no rule of the approximations leaves it out"
    case .feeRecipientBalance: "the fee recipient's balance is taken for no resource"
    case .noCall: "a payment to the fee recipient is taken to run no code"
    case .nonce: "nonces are taken not to be observed by calls"
    case .senderBalance: "balances of accounts that send are taken not to be observed by calls"
    case .unknownAddress: "nothing in the transaction or its writes names the account"
    }
  }
}
