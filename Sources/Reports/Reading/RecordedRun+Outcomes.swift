import Records

extension RecordedRun {
  /// Whether a strategy needs knowledge that no client has before it runs a block.
  func isHypothetical(_ label: String) -> Bool {
    manifest.strategies.contains { $0.label == label && $0.isHypothetical }
  }

  /// Of rows of one block set those whose outcomes are told: those that say of their strategy what
  /// the first row's store, warmer and merkleizer say already are left out.
  func outcomes(among rows: [SummaryRow], first: SummaryRow) -> [SummaryRow] {
    rows.filter { row in
      row.way.hasPipeline(of: first.way)
        || !rows.contains {
          $0.way.hasPipeline(of: first.way) && $0.way.isLike(row.way) && $0.blocks == row.blocks
            && $0.failed == row.failed && $0.acceptedByTier == row.acceptedByTier
            && $0.allMatchReference == row.allMatchReference
        }
    }
  }
}

extension WayOfRunning {
  /// The same way without its number of workers.
  var onAnyWorkers: WayOfRunning {
    var way = self
    way.workers = 0
    return way
  }

  /// Whether another way reads from the same store and runs the same beside the executor: that
  /// changes times alone, unless something fails.
  fileprivate func hasPipeline(of other: WayOfRunning) -> Bool {
    store == other.store && warmer == other.warmer && stream == other.stream
      && stateRootFromBal == other.stateRootFromBal
  }

  /// Whether two ways differ in their workers and what runs beside them only.
  fileprivate func isLike(_ other: WayOfRunning) -> Bool {
    strategy == other.strategy && options == other.options
      && gasCheckBeforeMerkle == other.gasCheckBeforeMerkle
  }
}
