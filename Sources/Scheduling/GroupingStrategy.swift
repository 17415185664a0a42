/// Decides which transactions of a block may run apart from one another.
///
/// A strategy is pure, deterministic and total: the same view gives the same grouping. A poor
/// grouping costs speed, never correctness, because every attempt is judged against the header;
/// a strategy that throws or returns no partition is recorded as rejected and the block falls to
/// the next tier.
public protocol GroupingStrategy: Sendable {
  /// What the experiment file may set, decoded from the strategy's node; `NoOptions` if nothing.
  associatedtype Options: Decodable & Sendable

  /// The name in experiment files, in kebab-case.
  static var name: String { get }
  /// The version of the algorithm: recorded with every result, raised when groupings change.
  static var version: String { get }
  /// One line for the list of strategies.
  static var summary: String { get }
  /// The options, their values and defaults in one line, for the list of strategies.
  static var optionsSummary: String { get }
  /// The knowledge that `BlockView` must hold; what is not declared here is withheld.
  static var needs: Set<BlockKnowledge> { get }

  /// Attempts in a row that a tier makes with this strategy before the block falls to the next
  /// tier; each sees what the attempts before it observed. One unless implemented.
  var attemptLimit: Int { get }

  /// Creates the strategy, or throws what is wrong with the options.
  init(options: Options) throws

  /// Partitions the transactions of a block.
  ///
  /// - Returns: Groups that hold every transaction once, members in block order.
  func group(_ block: BlockView) throws -> Grouping
}

extension GroupingStrategy {
  /// One attempt: a strategy that learns nothing from a failed attempt need not repeat it.
  public var attemptLimit: Int { 1 }
}

extension GroupingStrategy where Options == NoOptions {
  /// Says that there is nothing to set.
  public static var optionsSummary: String { "none" }
}
