import { describeConformance } from './conformance.ts';

describeConformance('main');
