import EthereumTypes

/// What an independent engine saw when it executed one block (`block-oracle/1`).
package struct BlockOracle: Sendable {
  /// A part of the state that transactions read and write.
  package enum Location: Hashable, Sendable {
    case balance(Address)
    case nonce(Address)
    case code(Address)
    /// Whether the account exists, or is empty.
    case existence(Address)
    case slot(Address, UInt256)
  }

  /// The accesses of one transaction. The fee recipient's balance and existence are left out.
  package struct Accesses: Equatable, Sendable {
    /// Read before the transaction's own writes; in frames that were reverted, too.
    package var reads: Set<Location>
    /// The value after the transaction differs from the one before.
    package var writes: Set<Location>
    /// Balances that were credited only, and not observed.
    package var credits: Set<Location>

    /// Names the three sets.
    package init(
      reads: Set<Location> = [], writes: Set<Location> = [], credits: Set<Location> = []
    ) {
      self.reads = reads
      self.writes = writes
      self.credits = credits
    }
  }

  /// One transaction as the engine saw it.
  package struct Transaction: Sendable {
    package var gasUsed: UInt64
    package var isSuccess: Bool
    package var accesses: Accesses
  }

  package var chainID: UInt64
  package var number: UInt64
  package var feeRecipient: Address
  package var transactions: [Transaction]
  /// By variant: `field.strict`, `field.commutative`, `account.strict`, `account.commutative`.
  package var statistics: [String: Statistics]
}

extension BlockOracle {
  /// Dependency statistics of a block under one variant.
  package struct Statistics: Equatable, Sendable {
    /// Speed-ups of list scheduling on some workers.
    package struct Speedup: Equatable, Sendable {
      package var workers: Int
      package var groups: Double
      package var graph: Double
      package var ideal: Double

      /// Names the figures.
      package init(workers: Int, groups: Double, graph: Double, ideal: Double) {
        self.workers = workers
        self.groups = groups
        self.graph = graph
        self.ideal = ideal
      }
    }

    /// Integers by the format's names, such as `components` and `dagCriticalGas`.
    package var counts: [String: Int]
    /// Total gas over that of the heaviest component.
    package var groupParallelism: Double
    /// Total gas over that of the critical path.
    package var graphParallelism: Double
    /// In ascending order of workers.
    package var speedups: [Speedup]

    /// Names the figures.
    package init(
      counts: [String: Int], groupParallelism: Double, graphParallelism: Double,
      speedups: [Speedup]
    ) {
      self.counts = counts
      self.groupParallelism = groupParallelism
      self.graphParallelism = graphParallelism
      self.speedups = speedups
    }
  }
}
