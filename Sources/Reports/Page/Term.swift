import Records
import Statistics

/// A word that a report uses, with its definition.
enum Term: String, CaseIterable {
  case countParallelism = "count ∥"
  case gasParallelism = "gas ∥"
  case componentParallelism = "count ∥ that the truth allows"
  case spanParallelism = "longest path"
  case transactionBound = "heaviest transaction"
  case virtualParallelism = "virtual ∥"
  case virtualBound = "bound of virtual ∥"
  case measuredRatio = "measured ratio"
  case atOnce = "accepted at once"
  case fallback = "fallback"
  case tier
  case trigger
  case missedEdge = "missed dependency"
  case excludedBy = "left out by"
  case trueEdges = "true edge"
  case falseEdges = "false edge"
  case harmful = "missed, harmful"
  case benign = "missed, benign"
  case unknown = "missed, not executed"
  case rejected = "rejected plan"
  case total
  case wasted = "failed attempts"
  case groups
  case transport
  case exec
  case merge
  case send
  case verify
  case wait = "wait for root"
  case merkle
  case median = "median"
  case interval
  case verdict
  case worst = "worst block"
  case matchesReference = "= reference"
  case hypothetical

  /// Where in the page it is defined.
  var anchor: String { "def-\(self)" }

  /// The recorded column that holds it, if one does.
  var column: (table: String, name: String)? {
    switch self {
    case .countParallelism: ("blocks", "count_parallelism")
    case .gasParallelism: ("blocks", "gas_parallelism")
    case .componentParallelism: ("blocks", "component_count_parallelism")
    case .spanParallelism: ("blocks", "span_parallelism")
    case .transactionBound: ("blocks", "transaction_bound")
    case .fallback: ("summary", "fallbacks")
    case .tier: ("attempts", "tier")
    case .trigger: ("attempts", "trigger")
    case .missedEdge: ("attempts", "missed_edge_kind")
    case .excludedBy: ("attempts", "missed_edge_excluded_by")
    case .rejected: ("blocks", "rejected")
    case .total: ("blocks", "total_ns")
    case .wasted: ("blocks", "wasted_ns")
    case .groups: ("blocks", "groups_ns")
    case .transport: ("blocks", "transport_ns")
    case .exec: ("blocks", "exec_ns")
    case .merge: ("blocks", "merge_ns")
    case .send: ("blocks", "send_ns")
    case .verify: ("blocks", "verify_ns")
    case .wait: ("blocks", "merkle_wait_ns")
    case .merkle: ("blocks", "merkle_ns")
    case .worst: ("summary", "worst_block_number")
    case .matchesReference: ("summary", "all_match_reference")
    case .virtualParallelism, .virtualBound, .measuredRatio, .atOnce, .trueEdges, .falseEdges,
      .harmful, .benign, .unknown, .median, .interval, .verdict, .hypothetical:
      nil
    }
  }

  /// What it means.
  var definition: String {
    if let column { return Self.definition(of: column) }
    return switch self {
    case .virtualParallelism:
      "Gas of the block's transactions / makespan_gas of makespans.csv: "
        + Self.definition(of: ("makespans", "makespan_gas"))
    case .virtualBound:
      "The same with bound_makespan_gas: "
        + Self.definition(of: ("makespans", "bound_makespan_gas"))
    case .measuredRatio:
      "exec_ns on one worker / exec_ns on more, of the same block; median over blocks of the"
        + " medians over repeats. Measured on the machine that is named under provenance, with the"
        + " cores that it has."
    case .atOnce:
      "Blocks that were accepted with the first attempt / blocks that were run; 95 % interval by"
        + " Wilson's score."
    case .trueEdges:
      "A dependency of the reference run inside a group: the group is right to hold both"
        + " transactions. Counted by kind in true_edges_… of attempts.csv."
    case .falseEdges:
      "A join of two transactions that no dependency joins; it costs parallelism. Joins of which"
        + " the strategy does not say why are counted apart."
    case .harmful:
      "A dependency between groups whose later transaction saw another value and came to another"
        + " outcome: it costs an attempt."
    case .benign: "A dependency between groups that changed no outcome."
    case .unknown: "A dependency between groups whose later transaction was not executed."
    case .median:
      "The middle value over blocks; times are first reduced to their median over repeats. Means"
        + " are not shown: a few large blocks decide them."
    case .interval:
      "Where the value would lie with 95 % confidence for further blocks of the same kind: of a"
        + " median between two ranks (exact, binomial), of a share by Wilson's score, of a"
        + " difference by resampling pairs of blocks. None is given for fewer than"
        + " \(Confidence.standard.fewestPairs) blocks."
    case .verdict:
      "Against the baseline, \(Baseline.description), block by block: better or worse"
        + " only where the 95 % interval of the difference excludes zero and at least"
        + " \(Confidence.standard.fewestPairs) blocks differ; else no difference shown, which does not say that there is none."
    case .hypothetical:
      "Marked *: the strategy needs \(RunManifest.StrategyInput.hypotheticalKnowledge), which no"
        + " client has before it runs a block. It shows what such knowledge would be worth."
    default: ""
    }
  }

  private static func definition(of column: (table: String, name: String)) -> String {
    guard let table = RecordedTables.all.first(where: { $0.name == column.table }),
      let field = table.fields.first(where: { $0.name == column.name })
    else { preconditionFailure("\(column.table) has no column \(column.name)") }
    return field.definition
  }
}
