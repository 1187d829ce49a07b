import { describeConformance } from './conformance.ts';

describeConformance('v1.10.10');
