package io.campaignpulse.plan;

/** What the portfolio has taught of one family of measures. */
public record LearnedShape(ProfileFamily family, PortfolioShape shape) {}
