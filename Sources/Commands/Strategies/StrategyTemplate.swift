/// The files of a new strategy, which builds, passes the contract suite and can be compared as it
/// stands.
struct StrategyTemplate {
  let name: StrategyName

  /// Every file, by its path in the package.
  var files: [(path: String, text: String)] {
    let folder = "strategies/\(name.folder)"
    return [
      ("\(folder)/Strategy.swift", strategy), ("\(folder)/Options.swift", options),
      ("\(folder)/README.md", readme), (testPath, test), (experimentPath, experiment),
    ]
  }

  /// The strategy's own tests, in the target that holds every strategy to the contract.
  var testPath: String { "Tests/StrategyContractTests/Strategies/\(name.folder)Tests.swift" }

  /// The experiment that sets the strategy beside others.
  var experimentPath: String { "experiments/\(name.kebabCase).yaml" }

  private var strategy: String {
    """
    import Scheduling

    /// Assumes of a call what its transaction announces, or what is known to belong to it.
    public struct Strategy: GroupingStrategy {
      public static let name = "\(name.kebabCase)"
      /// Raised whenever groupings change, so that results of two versions are told apart.
      public static let version = "0.1"
      public static let summary = "a call reads what its transaction announces, or known addresses"
      public static let optionsSummary = "reads: announced (default) | known-addresses"
      /// What the view holds; everything else is withheld.
      public static let needs: Set<BlockKnowledge> = [.blockAccessList]

      private let options: Options

      /// Creates the strategy.
      public init(options: Options) {
        self.options = options
      }

      /// Groups by writes and senders, and by the reads that the options assume.
      public func group(_ block: BlockView) -> Grouping {
        // Writers of one resource and transactions of one sender are united already.
        var graph = ConflictGraph(block: block)
        for transaction in block.transactions {
          graph.addStaticReads(of: transaction, in: block)
          if options.reads == .knownAddresses {
            graph.addObservableReadsOfKnownAddresses(by: transaction, in: block)
          }
        }
        return graph.grouping()
      }
    }

    """
  }

  private var options: String {
    """
    import Scheduling

    /// The options of `\(name.kebabCase)`.
    public struct Options: Decodable, Sendable {
      /// What a call is assumed to read.
      public let reads: Reads

      /// What a call may be assumed to read; another word is answered with this list.
      public enum Reads: String, OptionChoice {
        /// What the transaction's own fields announce.
        case announced
        /// That, and whatever was written at the addresses known to belong to the transaction.
        case knownAddresses = "known-addresses"
      }

      /// Creates options.
      public init(reads: Reads = .announced) {
        self.reads = reads
      }

      /// Decodes `reads` (default `announced`).
      public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(reads: try container.decodeIfPresent(Reads.self, forKey: .reads) ?? .announced)
      }

      private enum CodingKeys: String, CodingKey {
        case reads
      }
    }

    """
  }

  private var readme: String {
    """
    # \(name.kebabCase)

    **Assumes** that a call reads what its transaction announces: balance and nonce of the sender,
    balance and code of `to`, its access list (EIP-2930), the code of its delegates (EIP-7702).
    With `reads: known-addresses` it also reads whatever was written at addresses that are known to
    belong to it: sender, `to`, access list, authorizations, and those of which it writes something.

    **Needs** the block access list.

    **Misses** what is read through internal calls at other addresses; such a block falls back.

    ```yaml
    strategies: [\(name.kebabCase), \(name.kebabCase): {reads: known-addresses}]
    ```

    Run `balbench run \(experimentPath)` to compare it. The contract suite
    (`Tests/StrategyContractTests`) holds it to what every strategy must do; what it makes of blocks
    written by hand is tested in `\(testPath)`.

    """
  }

  private var experiment: String {
    """
    schema: 1
    name: \(name.kebabCase)
    question: How does \(name.kebabCase) compare with what there is?
    blockSets:
      - {name: devnet, generate: {recipe: devnet-like, seed: 1, blocks: 20}}
      - {name: rush, generate: {recipe: mint-rush, seed: 1, blocks: 5}}
    strategies:
      - sequential
      - address-narrowed
      - \(name.kebabCase)
      - \(name.kebabCase): {reads: known-addresses}
      - attributed-reads
    execution: {workers: 2, repeats: 3}

    """
  }

  private var test: String {
    """
    import Scheduling
    import StrategyTestSupport
    import Testing

    /// What `\(name.kebabCase)` makes of a block written by hand.
    @Suite struct \(name.folder)Tests {
      /// Transactions 0 and 1 write one slot of a contract, 2 calls that contract, 3 pays somebody.
      private static let block: BlockView = {
        let contract = BlockDraft.address(0xc0)
        let targets = [contract, BlockDraft.address(0xd0), contract, BlockDraft.address(0xe0)]
        let slot = Resource.storage(contract, 1)
        return BlockView(
          transactions: targets.enumerated().map { number, target in
            TransactionView(
              index: TransactionIndex(rawValue: number), sender: BlockDraft.account(number),
              to: target)
          },
          feeRecipient: BlockDraft.address(0xfee), writes: [[slot], [slot], [], []])
      }()

      private func strategy(_ options: String) throws -> any GroupingStrategy {
        let type = StrategyVariant.named("\(name.kebabCase)").type
        return try StrategyVariant(type, options: options).make()
      }

      @Test(arguments: [
        ("{}", [[0, 1], [2], [3]]),
        (#"{"reads": "announced"}"#, [[0, 1], [2], [3]]),
        (#"{"reads": "known-addresses"}"#, [[0, 1, 2], [3]]),
      ])
      func readsDecideTheGroups(options: String, groups: [[Int]]) throws {
        let grouping = try strategy(options).group(Self.block)
        #expect(grouping.groups.map { $0.map(\\.rawValue) } == groups)
      }

      @Test func anUnknownWordIsRefused() {
        #expect(throws: DecodingError.self) { try strategy(#"{"reads": "everything"}"#) }
      }
    }

    """
  }
}
